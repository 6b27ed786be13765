import { connectionFailures } from '@leads/contract/connection-results';
import type { ConnectionFailure } from '@leads/contract/connection-results';

/** For staff, who can mend the set-up, where the words for tenants send them to support. */
const staffWords: Partial<Record<ConnectionFailure, string>> = {
  access_denied:
    'The sign-in was cancelled or refused at the partner. Try again and allow access there.',
  partner_error:
    'The partner ended the sign-in with an error. Mostly the Callback URL is not registered there exactly as shown in URLs, or a scope is not allowed for this client.',
  state_expired: 'The sign-in took longer than 10 minutes. Try it again.',
  issuer_mismatch:
    'The answer came from another issuer than the Configuration Endpoint names. Tell the partner.',
  client_refused:
    'The partner does not accept the Client ID or Client Secret. Copy both from the partner again.',
  token_refused:
    'The partner did not give tokens for the sign-in. Mostly the Callback URL registered there differs from the one in URLs.',
  id_token_missing:
    'The partner sent no ID token. It has to treat the openid scope as a request for one. Tell the partner.',
  id_token_issuer:
    'The ID token names another issuer than the Configuration Endpoint, so no tenant could connect. Tell the partner.',
  id_token_audience:
    'The ID token is not made for our Client ID alone, so no tenant could connect. Tell the partner.',
  id_token_nonce:
    'The ID token does not repeat the nonce of the request, so no tenant could connect. Tell the partner.',
  id_token_subject:
    'The ID token has no usable sub, which is the account id (at most 200 characters). Tell the partner.',
  id_token_times:
    'The ID token has expired, or its exp or iat is missing. Mostly the clock of the partner is wrong. Tell the partner.',
  id_token_algorithm:
    'The ID token is not signed, or with an algorithm that the discovery document does not list. Tell the partner.',
  id_token_signature:
    'The signature of the ID token does not fit the key that the partner publishes. Tell the partner.',
  id_token_key:
    'No published key, or more than one, fits the ID token: its kid is missing or unknown. Tell the partner.',
  id_token_invalid:
    "The partner's ID token cannot be read, so no tenant could connect. Tell the partner what is named below.",
  userinfo_mismatch:
    "The partner's UserInfo Endpoint describes another user than the ID token. Tell the partner.",
  userinfo_refused:
    "The partner's UserInfo Endpoint did not tell who signed in. Check the scopes, then tell the partner.",
  profiles_invalid:
    'The profiles claim cannot be read. It has to be a list of objects with an id and a name.',
  discovery_unreachable: 'The Configuration Endpoint cannot be reached.',
  discovery_invalid: 'The Configuration Endpoint does not describe a usable sign-in.',
  discovery_issuer_mismatch:
    'The issuer in the discovery document does not match the Configuration Endpoint.',
  partner_unreachable:
    'The partner did not answer while the sign-in was finished. Try again in a few minutes.',
  internal: 'Something failed on our side. Try again; if it stays, report the request id.',
};

/** What happened in a sign-in that staff tried, and what to mend. */
export function describeTrialFault(code: ConnectionFailure): string {
  return staffWords[code] ?? connectionFailures[code];
}
