import { describeUrlFault } from '#platform/outbound/url-fault.ts';
import type { OutboundRules } from '#platform/outbound/url-fault.ts';
import { issuersOf } from '../issuers-of.ts';
import type { Metadata } from './read-metadata.ts';
import { failed, passed, warning } from './run-check.ts';
import type { Verdict } from './run-check.ts';

/** What sign-ins verify ID tokens with; `none` and shared-secret algorithms are not among it. */
const signingAlgorithms = [
  'RS256',
  'PS256',
  'ES256',
  'EdDSA',
  'Ed25519',
  'RS384',
  'PS384',
  'ES384',
  'RS512',
  'PS512',
  'ES512',
];

/** The issuer must be the Configuration Endpoint's own, character by character (OpenID Connect Discovery §4.3). */
export function judgeIssuer({ issuer }: Metadata, configurationEndpoint: string): Verdict {
  const [expected = '', ...others] = issuersOf(configurationEndpoint);
  if (issuer === undefined) return failed('The document names no issuer. Tell the partner.');
  if (issuer === expected || others.includes(issuer))
    return passed(`${issuer} matches the address.`);
  return failed(
    `The document says ${issuer.slice(0, 200)}; by its address it has to be ${expected}. Enter the Configuration Endpoint of that issuer, or tell the partner.`,
  );
}

const endpoints = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const;

export function judgeEndpoints(metadata: Metadata, rules: OutboundRules): Verdict {
  const faults = endpoints.flatMap((name) => {
    const url = metadata[name];
    const fault = url === undefined ? 'is missing.' : describeUrlFault(url, rules);
    return fault === undefined ? [] : [`${name}: ${fault}`];
  });
  if (faults.length > 0) return failed(`${faults.join(' ')} Tell the partner.`);
  return passed('Authorization, token and key addresses are there and may be called.');
}

export function judgeCodeFlow({ response_types_supported: types }: Metadata): Verdict {
  if (types === undefined)
    return warning('The document does not say which flows there are. The code flow is used.');
  if (types.includes('code')) return passed('The authorization code flow is supported.');
  return failed(
    `The code flow is not supported, only ${listed(types)}. Ask the partner to allow response_type code.`,
  );
}

export function judgePkce({ code_challenge_methods_supported: methods }: Metadata): Verdict {
  if (methods === undefined) {
    return warning(
      'The document does not say whether PKCE is understood. It is sent all the same; providers that do not know it ignore it.',
    );
  }
  if (methods.includes('S256')) return passed('PKCE with S256 is supported.');
  return failed(
    `PKCE is supported only with ${listed(methods)}. Ask the partner to allow S256, which sign-ins use.`,
  );
}

export function judgeScopes(
  { scopes_supported: known }: Metadata,
  asked: readonly string[],
): Verdict {
  if (!asked.includes('openid')) return failed('The scopes must hold openid. Add it to Scopes.');
  const hint = asked.includes('offline_access')
    ? ''
    : ' Without offline_access, name and profiles are read at sign-in only, not daily.';
  if (known === undefined)
    return passed(`The document lists no scopes; ${listed(asked)} will be asked for.${hint}`);
  const unknown = asked.filter((scope) => !known.includes(scope));
  if (unknown.length === 0) return passed(`${listed(asked)}: all are supported.${hint}`);
  return warning(
    `The document does not list ${listed(unknown)}. Some providers leave scopes out; Try sign-in shows what is granted.${hint}`,
  );
}

export function judgeAlgorithms({
  id_token_signing_alg_values_supported: algorithms,
}: Metadata): Verdict {
  if (algorithms === undefined)
    return warning('The document does not say how ID tokens are signed. RS256 is expected.');
  const usable = algorithms.filter((one) => signingAlgorithms.includes(one));
  if (usable.length > 0) return passed(`ID tokens signed with ${listed(usable)} can be verified.`);
  return failed(
    `ID tokens are signed with ${listed(algorithms)}, which cannot be verified by a public key. Ask the partner for RS256 or ES256.`,
  );
}

/** At most so many names, so that a document cannot fill the page. */
function listed(names: readonly string[]): string {
  if (names.length === 0) return 'nothing';
  const shown = names.slice(0, 8).map((name) => name.slice(0, 60));
  return names.length > 8 ? `${shown.join(', ')} and more` : shown.join(', ');
}
