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

/** What a sign-in brought, verified; no account is made of it yet. */
export interface Redeemed {
  issuer: string;
  subject: string;
  idToken: client.IDToken;
  /** Undefined where the provider has no UserInfo Endpoint. */
  userInfo: client.UserInfoResponse | undefined;
  grantedScopes: readonly string[];
  /** Only when offline access was granted. */
  refreshToken: string | null;
  expiresInSeconds: number | null;
}

export interface SignedIn extends Pick<
  Redeemed,
  'issuer' | 'subject' | 'refreshToken' | 'expiresInSeconds'
> {
  account: SignedInAccount;
}

/**
 * Exchanges the code, verifies the ID token (signature, issuer, audience, nonce, times) and asks who signed in.
 * @throws SignInFault
 */
export async function exchangeCode(exchange: CodeExchange): Promise<SignedIn> {
  const redeemed = await redeemCode(exchange);
  return { ...redeemed, account: accountOf(redeemed) };
}

/** What the partner said of who signed in; a refresh may bring no ID token. */
interface Told extends Pick<Redeemed, 'subject' | 'userInfo'> {
  idToken: client.IDToken | undefined;
}

/**
 * The account that a tenant is connected to; what UserInfo says counts before the ID token.
 * @throws SignInFault `id_token_subject`, `profiles_invalid`
 */
export function accountOf({ subject, idToken, userInfo }: Told): SignedInAccount {
  return accountFromClaims({
    sub: subject,
    name: userInfo?.name ?? idToken?.['name'],
    profiles: userInfo?.['profiles'] ?? idToken?.['profiles'],
  });
}

/**
 * The part of a sign-in after the browser came back: code, tokens, ID token, UserInfo.
 * @throws SignInFault
 */
export async function redeemCode(exchange: CodeExchange): Promise<Redeemed> {
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
      throw toTokenFault(err, provider.serverMetadata());
    });
  const idToken = tokens.claims();
  if (idToken === undefined) throw new SignInFault('id_token_missing');
  const userInfo = await readUserInfo(provider, tokens.access_token, idToken.sub);
  const grantedScopes = tokens.scope?.split(' ') ?? scopes;
  return {
    issuer: idToken.iss,
    subject: idToken.sub,
    idToken,
    userInfo,
    grantedScopes,
    refreshToken: grantedScopes.includes('offline_access') ? (tokens.refresh_token ?? null) : null,
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

/**
 * Who the account is; undefined where the provider has no UserInfo Endpoint.
 * @throws SignInFault `userinfo_mismatch` for another subject, `userinfo_refused`, `partner_unreachable`
 */
export async function readUserInfo(
  provider: client.Configuration,
  accessToken: string,
  subject: string,
): Promise<client.UserInfoResponse | undefined> {
  if (provider.serverMetadata().userinfo_endpoint === undefined) return undefined;
  return client.fetchUserInfo(provider, accessToken, subject).catch((err: unknown) => {
    throw toUserInfoFault(err);
  });
}
