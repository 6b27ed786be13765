import { commonProblems, problemTable } from '@leads/contract/problem';
import type { ProblemCode } from '@leads/contract/problem';

/** What the partner should do about a refusal, for the person who tells them. */
const advice: Partial<Record<string, string>> = {
  invalid_request: 'Read the detail: a header or query value is not as the documentation says.',
  malformed_json: 'Send a body that a JSON parser takes, in UTF-8.',
  unauthenticated: 'Send the credentials with every call, as agreed for the integration.',
  invalid_credentials:
    'Check which credentials the system uses. Revoked or mistyped ones are refused: create new ones here and hand them over.',
  expired_credentials:
    'Get a new access token from /connect/token when the old one ends, or ask for new credentials.',
  forbidden: 'The credentials may not do this. A sandbox credential works in test mode only.',
  integration_inactive: 'Nothing on the partner’s side: turn the Status on here, then they repeat.',
  account_disconnected:
    'Stop sending for this account. The tenant disconnected it and has to connect again.',
  access_withdrawn:
    'Stop sending for this account, or give the tenant access again under Tenant Access.',
  not_found: 'Check the address and the ids in it against the documentation.',
  idempotency_conflict:
    'Use a new idempotencyToken for another booking, and the same body when a call is repeated.',
  duplicate_booking:
    'Nothing is lost: the booking is here already. Its bookingId stands in the answer.',
  request_finished: 'The connection request has ended. The tenant has to begin a new one.',
  account_already_connected:
    'The account belongs to another connection. Check which account the tenant means.',
  connection_state: 'Read the account’s state first; it does not allow this answer now.',
  lead_state: 'The lead has moved on. Read the booking before changing it.',
  test_only: 'Simulate test bookings only: post one with "test": true or a sandbox credential.',
  payload_too_large: 'Send at most 1 MB in one call.',
  unsupported_media_type: 'Send JSON with Content-Type: application/json.',
  validation_failed: 'Mend the values listed below and send again. Nothing was stored.',
  unknown_account:
    'Use the accountId of a connected account, exactly as it was reported when it was connected.',
  rate_limited: 'Slow down and wait as long as Retry-After says before sending again.',
  // RFC 6749 §5.2
  invalid_client:
    'Check client id and secret. A revoked, expired or mistyped secret is refused: create a new credential here.',
  invalid_grant: 'Ask for a token with grant_type=client_credentials.',
  unsupported_grant_type: 'Ask for a token with grant_type=client_credentials.',
  unauthorized_client: 'Ask for a token with grant_type=client_credentials.',
  invalid_scope: 'Leave scope out: the token is for the whole partner API.',
  invalid_target: 'Leave resource out, or name the partner API.',
  temporarily_unavailable: 'Wait as long as Retry-After says, then check the secret.',
};

/** Undefined for a code that has none: the detail of the answer says enough. */
export const toAdvice = (code: string): string | undefined => advice[code];

/** Codes that a list is filtered by, each with its words. */
export const codeOptions = Object.keys(advice).map((code) => ({
  value: code,
  label: toCodeWords(code),
}));

export function toCodeWords(code: string): string {
  if (code in problemTable) return problemTable[code as ProblemCode].title;
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Codes of any endpoint that a partner's mistake can lead to. */
export const mistakes: readonly ProblemCode[] = commonProblems.filter(
  (code) => problemTable[code].status < 500 && code !== 'origin_refused',
);
