import { connectionFailures, isConnectionFailure } from '@leads/contract/connection-results';

/** What happened and what to do, for a code that the browser comes back with; codes of later versions get words too. */
export function toFailureWords(code: string | undefined): string {
  if (code !== undefined && isConnectionFailure(code)) return connectionFailures[code];
  return 'The sign-in at the partner did not end well, and nothing was connected. Connect again; if it stays, report the request id.';
}

/** Codes that only the set-up or the partner can mend: trying again at once would end the same way. */
const notMendedByRetry = new Set([
  'no_permission',
  'client_refused',
  'id_token_missing',
  'id_token_issuer',
  'id_token_audience',
  'id_token_subject',
  'id_token_algorithm',
  'id_token_invalid',
  'userinfo_mismatch',
  'profiles_invalid',
  'discovery_invalid',
  'discovery_issuer_mismatch',
  'setup_incomplete',
  'integration_inactive',
  'access_withdrawn',
  'one_account_only',
]);

/** Whether the page offers to connect again right away. */
export function mayRetry(code: string | undefined): boolean {
  return code === undefined || !notMendedByRetry.has(code);
}
