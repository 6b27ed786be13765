import * as client from 'openid-client';
import { accountFromClaims } from './account-from-claims.ts';
import type { SignedInAccount } from './account-from-claims.ts';
import { SignInFault } from './sign-in-fault.ts';
import { toTokenFault, toUserInfoFault } from './to-sign-in-fault.ts';

export interface CodeExchange {
  provider: client.Configuration;
  /** The redirect URI with the parameters that the browser brought. */
  callbackUrl: URL;
  state: string;
  nonce: string;
  codeVerifier: string;
  scopes: readonly string[];
}

export interface SignedIn {
  issuer: string;
  subject: string;
  account: SignedInAccount;
  /** Only when offline access was granted. */
  refreshToken: string | null;
  expiresInSeconds: number | null;
}

/**
 * Exchanges the code, verifies the ID token (signature, issuer, audience, nonce, times) and asks who signed in.
 * @throws SignInFault
 */
export async function exchangeCode(exchange: CodeExchange): Promise<SignedIn> {
  const { provider, callbackUrl, state, nonce, codeVerifier, scopes } = exchange;
  requireIssuerParameter(provider.serverMetadata(), callbackUrl.searchParams);
  const tokens = await client
    .authorizationCodeGrant(provider, callbackUrl, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
      idTokenExpected: true,
    })
    .catch((err: unknown) => {
      throw toTokenFault(err);
    });
  const claims = tokens.claims();
  if (claims === undefined) throw new SignInFault('id_token_invalid', 'there is none');
  const userInfo = await readUserInfo(provider, tokens.access_token, claims.sub);
  const granted = tokens.scope?.split(' ') ?? scopes;
  return {
    issuer: claims.iss,
    subject: claims.sub,
    account: accountFromClaims({
      sub: claims.sub,
      name: userInfo?.name ?? claims['name'],
      profiles: userInfo?.['profiles'] ?? claims['profiles'],
    }),
    refreshToken: granted.includes('offline_access') ? (tokens.refresh_token ?? null) : null,
    expiresInSeconds: tokens.expiresIn() ?? null,
  };
}

/** RFC 9207 §2.4: the answer must name the issuer that was asked, always where the provider promises to. */
function requireIssuerParameter(
  metadata: client.ServerMetadata,
  parameters: URLSearchParams,
): void {
  const iss = parameters.get('iss');
  const isPromised = metadata.authorization_response_iss_parameter_supported === true;
  if (iss === null ? isPromised : iss !== metadata.issuer) {
    throw new SignInFault('issuer_mismatch', 'iss');
  }
}

async function readUserInfo(provider: client.Configuration, accessToken: string, subject: string) {
  if (provider.serverMetadata().userinfo_endpoint === undefined) return undefined;
  return client.fetchUserInfo(provider, accessToken, subject).catch((err: unknown) => {
    throw toUserInfoFault(err);
  });
}
