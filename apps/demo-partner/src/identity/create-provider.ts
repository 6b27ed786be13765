import { randomBytes } from 'node:crypto';
import {
  Provider,
  interactionPolicy,
  type Adapter,
  type Configuration,
  type JWK,
} from 'oidc-provider';
import type { Logger } from 'pino';
import { findAccountById } from '../accounts.ts';
import { renderProviderError, renderSignedOut, renderSignOut } from './provider-pages.ts';

const MINUTE_SECONDS = 60;
const DAY_SECONDS = 24 * 60 * MINUTE_SECONDS;

const FEATURES: Configuration['features'] = {
  devInteractions: { enabled: false },
  dPoP: { enabled: false },
  pushedAuthorizationRequests: { enabled: false },
  resourceIndicators: { enabled: false },
  revocation: {
    enabled: true,
    allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
  },
  rpInitiatedLogout: {
    enabled: true,
    logoutSource: renderSignOut,
    postLogoutSuccessSource: renderSignedOut,
  },
};

const ROUTES: Configuration['routes'] = {
  authorization: '/oidc/auth',
  token: '/oidc/token',
  userinfo: '/oidc/me',
  jwks: '/oidc/jwks',
  revocation: '/oidc/revoke',
  end_session: '/oidc/sign-out',
};

const TTL: Configuration['ttl'] = {
  AccessToken: 60 * MINUTE_SECONDS,
  AuthorizationCode: MINUTE_SECONDS,
  IdToken: 60 * MINUTE_SECONDS,
  Interaction: 60 * MINUTE_SECONDS,
  Session: DAY_SECONDS,
  Grant: 365 * DAY_SECONDS,
  RefreshToken: 365 * DAY_SECONDS,
};

/** The partner's OpenID Provider: code flow with PKCE, confidential clients, own pages. */
export function createProvider(options: {
  issuer: string;
  keys: readonly JWK[];
  adapter: (model: string) => Adapter;
  log: Logger;
}): Provider {
  const policy = interactionPolicy.base();
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);

  const provider = new Provider(options.issuer, {
    adapter: options.adapter,
    jwks: { keys: [...options.keys] },
    features: FEATURES,
    routes: ROUTES,
    ttl: TTL,
    scopes: ['openid', 'offline_access'],
    claims: { openid: ['sub'], profile: ['name', 'profiles'], email: ['email', 'email_verified'] },
    // Many providers put the profile into the ID token as well as behind userinfo; so does this one.
    conformIdTokenClaims: false,
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    clientDefaults: { id_token_signed_response_alg: 'RS256' },
    responseTypes: ['code'],
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    clientBasedCORS: () => false,
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: {
        session: 'partner_session',
        interaction: 'partner_interaction',
        resume: 'partner_resume',
      },
    },
    interactions: { policy, url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => findProviderAccount(sub),
    renderError: renderProviderError,
  });
  provider.on('server_error', (_ctx, err) =>
    options.log.error({ err }, 'identity provider failed'),
  );
  return provider;
}

function findProviderAccount(accountId: string) {
  const account = findAccountById(accountId);
  if (!account) return undefined;
  return {
    accountId,
    claims: () => ({
      sub: accountId,
      name: account.name,
      profiles: account.profiles,
      email: account.email,
      email_verified: true,
    }),
  };
}
