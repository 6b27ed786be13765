import * as client from 'openid-client';
import type { ClaimedRefresh } from '#features/connections/index.ts';
import { SignInFault } from '../sign-in-fault.ts';
import { toTokenFault } from '../to-sign-in-fault.ts';

/** What a refresh token was exchanged for, verified. */
export type RedeemedRefresh =
  | {
      outcome: 'fresh';
      /** Undefined where the partner goes on with the one it gave before. */
      refreshToken: string | undefined;
      accessToken: string;
      idToken: client.IDToken | undefined;
    }
  /** RFC 6749 §5.2 `invalid_grant`: revoked, expired or used up. */
  | { outcome: 'revoked' }
  /** OpenID Connect Core §12.2: the ID token has to be for the same subject. */
  | { outcome: 'other_account' };

/**
 * Exchanges a refresh token; a new ID token is checked as at the sign-in, but for the nonce.
 * @throws SignInFault
 */
export async function redeemRefreshToken(
  provider: client.Configuration,
  { refreshToken, subject }: Pick<ClaimedRefresh, 'refreshToken' | 'subject'>,
): Promise<RedeemedRefresh> {
  try {
    const tokens = await client.refreshTokenGrant(provider, refreshToken);
    const idToken = tokens.claims();
    if (idToken !== undefined && idToken.sub !== subject) return { outcome: 'other_account' };
    return {
      outcome: 'fresh',
      refreshToken: tokens.refresh_token,
      accessToken: tokens.access_token,
      idToken,
    };
  } catch (err) {
    if (err instanceof client.ResponseBodyError && err.error === 'invalid_grant')
      return { outcome: 'revoked' };
    const fault = toTokenFault(err, provider.serverMetadata());
    throw fault instanceof SignInFault ? fault : err;
  }
}
