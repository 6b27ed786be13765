import { genericOAuth } from 'better-auth/plugins';
import type { GenericOAuthConfig } from 'better-auth/plugins';
import { staffRoles } from '@leads/contract/action';
import type { StaffRole } from '@leads/contract/action';
import type { Config } from '#server/config.ts';

/** What the web names in `POST /api/auth/sign-in/social`. */
export const companyProviderId = 'sso';

export function hasCompanySignIn(config: Config): boolean {
  return config.SSO_ISSUER !== undefined;
}

/**
 * Company sign-in by OpenID Connect with code, PKCE, state and nonce. ID tokens are verified against the provider's
 * keys. The identity is (iss, sub), so another provider under the same setting finds none of its users. The provider is
 * the operator's own, often on a private network, so it is reached without the guard for partners' addresses.
 */
export function companySignIn(config: Config): ReturnType<typeof genericOAuth>[] {
  const { SSO_ISSUER, SSO_CLIENT_ID, SSO_CLIENT_SECRET } = config;
  if (SSO_ISSUER === undefined || SSO_CLIENT_ID === undefined || SSO_CLIENT_SECRET === undefined)
    return [];
  const issuer = SSO_ISSUER;
  const provider: GenericOAuthConfig = {
    providerId: companyProviderId,
    name: config.SSO_LABEL,
    discoveryUrl: `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
    clientId: SSO_CLIENT_ID,
    clientSecret: SSO_CLIENT_SECRET,
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    requireIdTokenVerification: true,
    disableProviderLogout: true,
    disableSignUp: config.SSO_ROLE_MAP === undefined,
    accountSubject: ({ profile }) =>
      typeof profile.sub === 'string' ? `${issuer} ${profile.sub}` : '',
    mapProfileToUser: ({ name, email }) => ({ name: name ?? email ?? '' }),
  };
  return [genericOAuth({ config: [provider] })];
}

/** The highest role that `SSO_ROLE_MAP` gives to the values of `SSO_ROLE_CLAIM`. */
export function roleByClaims(
  config: Pick<Config, 'SSO_ROLE_CLAIM' | 'SSO_ROLE_MAP'>,
  claims: Record<string, unknown>,
): StaffRole | undefined {
  const { SSO_ROLE_CLAIM, SSO_ROLE_MAP } = config;
  if (SSO_ROLE_CLAIM === undefined || SSO_ROLE_MAP === undefined) return undefined;
  const values = new Set([claims[SSO_ROLE_CLAIM]].flat().map(String));
  const given = parseRoleMap(SSO_ROLE_MAP)
    .filter(({ value }) => values.has(value))
    .map(({ role }) => staffRoles.indexOf(role));
  return given.length === 0 ? undefined : staffRoles[Math.max(...given)];
}

/** Claim values may hold `=`; roles do not, so the last one divides. */
function parseRoleMap(text: string): { value: string; role: StaffRole }[] {
  return text.split(',').flatMap((entry) => {
    const divider = entry.lastIndexOf('=');
    const role = staffRoles.find((one) => one === entry.slice(divider + 1).trim());
    return divider < 1 || role === undefined
      ? []
      : [{ value: entry.slice(0, divider).trim(), role }];
  });
}
