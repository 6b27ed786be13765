import type { TenantAuthorizationType } from '@leads/contract/integration-general';
import type { Urls } from '@leads/contract/integration-sections';
import { Problem } from '@leads/contract/problem';
import type { FieldFault } from '@leads/contract/problem';
import { issuersOf } from '#features/oidc-connect/index.ts';
import { describeUrlFault } from '#platform/outbound/url-fault.ts';
import type { OutboundRules } from '#platform/outbound/url-fault.ts';
import { describeScopesFault } from './scopes.ts';

/** Why paths such as /leads/accepted cannot be added to this prefix; undefined when they can. */
export function describePrefixFault(prefix: string, rules: OutboundRules): string | undefined {
  const fault = describeUrlFault(prefix, rules);
  if (fault !== undefined) return fault;
  return prefix.includes('?')
    ? 'Remove the part from ? on: paths are added at the end.'
    : undefined;
}

/** A discovery document elsewhere would name no issuer that sign-ins could be checked against. */
function describeDiscoveryFault(address: string, rules: OutboundRules): string | undefined {
  const fault = describeUrlFault(address, rules);
  if (fault !== undefined) return fault;
  return issuersOf(address).length > 0
    ? undefined
    : 'Enter the address of the discovery document; it ends in /.well-known/openid-configuration.';
}

interface UrlsToJudge {
  urls: Urls;
  /** The present type: its fields are required. Filled fields of the other type are judged too. */
  type: TenantAuthorizationType;
  /** One is stored for the server of this Configuration Endpoint. */
  isSecretStored: boolean;
  rules: OutboundRules;
}

/** Every fault of the URLs section at once, with pointers into the body of its save. */
export function listUrlsFaults({ urls, type, isSecretStored, rules }: UrlsToJudge): FieldFault[] {
  const isPairing = type === 'st_pairing';
  const scopesFault = urls.scopes === null ? undefined : describeScopesFault(urls.scopes);
  const messages: Partial<Record<keyof Urls, string | undefined>> = {
    pairingUrl:
      urls.pairingUrl === null
        ? required(isPairing, 'Enter the Partner Pairing URL.')
        : describeUrlFault(urls.pairingUrl, rules),
    configurationEndpoint:
      urls.configurationEndpoint === null
        ? required(!isPairing, 'Enter the Configuration Endpoint.')
        : describeDiscoveryFault(urls.configurationEndpoint, rules),
    clientId: !isPairing && urls.clientId === null ? 'Enter the Client ID.' : undefined,
    clientSecret:
      !isPairing && urls.clientSecret === null && !isSecretStored
        ? 'Enter the Client Secret.'
        : undefined,
    scopes: !isPairing && urls.scopes === null ? 'Enter the scopes, at least openid.' : scopesFault,
  };
  return Object.entries(messages).flatMap(([field, message]) =>
    message === undefined ? [] : [{ pointer: `/urls/${field}`, message }],
  );
}

/** @throws Problem `validation_failed` with every fault */
export function requireSoundUrls(judged: UrlsToJudge): void {
  const errors = listUrlsFaults(judged);
  const [first, ...more] = errors;
  if (first === undefined) return;
  const detail = more.length === 0 ? first.message : `${errors.length} fields need mending.`;
  throw new Problem('validation_failed', { detail, errors });
}

function required(isRequired: boolean, message: string): string | undefined {
  return isRequired ? message : undefined;
}
