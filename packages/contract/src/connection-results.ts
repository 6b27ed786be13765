/**
 * How connecting can end other than by a connection: what happened and what to do, for the person at the tenant. The
 * codes travel as `result` to the page that the browser lands on, and are kept with the connection.
 */
export const connectionFailures = {
  access_denied:
    'The sign-in at the partner was cancelled or refused there. Nothing was connected. Try again and allow access.',
  partner_error:
    'The partner ended the sign-in with an error. Try again in a few minutes; if it stays, tell the partner.',
  state_unknown:
    'This sign-in was not begun here, or its address is incomplete. Go to Integrations and connect from there.',
  state_expired:
    'The sign-in at the partner took longer than 10 minutes. Nothing was connected. Connect again.',
  state_used:
    'This sign-in has been used already, and each works once. Look at the connection, or connect again.',
  other_browser:
    'This sign-in was begun in another browser, or you have signed out since. Sign in here and connect again.',
  no_permission: 'Only an owner or administrator can connect. Ask one of them to do it.',
  issuer_mismatch:
    'The answer did not come from the partner that the sign-in was begun with, so it was not used. Connect again; if it stays, tell the partner.',
  client_refused:
    'The partner does not accept the Client ID or Client Secret of this integration. Report it to support; the set-up has to be mended.',
  token_refused:
    'The partner took back the sign-in before it was finished. Connect again; if it stays, tell the partner.',
  id_token_missing:
    'The partner did not say who signed in: its ID token is missing. Nothing was connected. Tell the partner.',
  id_token_issuer:
    "The partner's proof of who signed in comes from another sign-in than its own, so it was not used. Tell the partner.",
  id_token_audience:
    "The partner's proof of who signed in was made for somebody else, so it was not used. Tell the partner.",
  id_token_nonce:
    "The partner's proof of who signed in belongs to another sign-in than yours, so it was not used. Connect again; if it stays, tell the partner.",
  id_token_subject:
    "The partner's proof does not say which account signed in, so it was not used. Tell the partner.",
  id_token_times:
    "The partner's proof of who signed in has expired or carries no usable time, so it was not used. Connect again; if it stays, tell the partner that its clock may be wrong.",
  id_token_algorithm:
    "The partner's proof of who signed in is not signed, or signed in a way that cannot be checked, so it was not used. Tell the partner.",
  id_token_signature:
    "The signature under the partner's proof of who signed in is wrong, so it was not used. Connect again; if it stays, tell the partner.",
  id_token_key:
    'The partner does not publish the key that its proof of who signed in is signed with, so it was not used. Try again in a few minutes; if it stays, tell the partner.',
  id_token_invalid:
    "The partner's proof of who signed in cannot be read, so it was not used. Tell the partner; nothing is wrong on your side.",
  userinfo_mismatch:
    'The partner described another account than the one that signed in, so it was not used. Tell the partner.',
  userinfo_refused:
    'The partner did not tell which account signed in. Try again; if it stays, tell the partner.',
  profiles_invalid:
    'The partner described the profiles of the account in a way that cannot be read. Tell the partner.',
  discovery_unreachable:
    "The partner's sign-in cannot be reached right now. Try again in a few minutes.",
  discovery_invalid:
    "The partner's Configuration Endpoint does not describe a usable sign-in. Report it to support; the set-up has to be mended.",
  discovery_issuer_mismatch:
    "The partner's Configuration Endpoint describes another sign-in than its address says. Report it to support; the set-up has to be mended.",
  partner_unreachable:
    'The partner did not answer while the sign-in was finished. Try again in a few minutes.',
  setup_incomplete: 'The set-up of this integration is not complete. Report it to support.',
  account_already_connected:
    'This account is connected to another company already. Sign in with another account, or ask the partner to set it right.',
  one_account_only:
    'This partner takes one account per company, and another one is connected. Disconnect that one first.',
  integration_inactive: 'The integration was paused meanwhile. Connect again when it is active.',
  access_withdrawn:
    'Your company has no access to this integration any more. Ask support if you need it.',
  request_ended: 'The request was ended meanwhile. Connect again.',
  declined:
    'The partner did not find or accept your company. Check your company data and ask the partner, then send the request again.',
  pairing_expired:
    'The partner did not answer for 7 days. Ask the partner, then send the request again.',
  sign_in_abandoned: 'The sign-in at the partner was not finished. Connect again.',
  canceled: 'The request was withdrawn. Send it again whenever you like.',
  internal:
    'Something failed on our side and nothing was connected. Try again; if it stays, report the request id.',
} as const satisfies Record<string, string>;

export type ConnectionFailure = keyof typeof connectionFailures;

/** What `result` says on the page after the partner; the first two are successes. */
export type ConnectionResult = 'connected' | 'same_account' | ConnectionFailure;

export const isConnectionFailure = (code: string): code is ConnectionFailure =>
  Object.hasOwn(connectionFailures, code);

/** Where the browser lands when the sign-in belongs to no request of the signed-in user. */
export const connectionProblemPath = '/connection-problem';

/** Why a connected account needs a person: what happened and what to do, for the person at the tenant. Kept by code. */
export const connectionAttentions = {
  sign_in_revoked:
    'The partner no longer accepts the sign-in of this account: it was revoked there, or it has expired. Leads keep coming in, but name and profiles are not kept up to date. Sign in again.',
  account_changed:
    'The partner answered for another account than the one connected, so nothing was changed. Leads keep coming in. Sign in again.',
  provider_changed:
    'The partner signs companies in at another address than before. Leads keep coming in, but name and profiles are not kept up to date. Sign in again.',
  refresh_failing:
    'For a week the partner has not confirmed the name and profiles of this account. Leads keep coming in. It is tried again every day; sign in again if they are out of date.',
} as const satisfies Record<string, string>;

export type ConnectionAttention = keyof typeof connectionAttentions;

/** The words of a kept code; null when all is well. */
export function describeAttention(code: string | null): string | null {
  if (code === null) return null;
  return Object.hasOwn(connectionAttentions, code)
    ? connectionAttentions[code as ConnectionAttention]
    : code;
}
