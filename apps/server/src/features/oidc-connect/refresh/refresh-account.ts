import type { Context } from '#platform/act/context.ts';
import { keepRefreshToken, saveRefreshFault, saveRefreshed } from '#features/connections/index.ts';
import type { ClaimedRefresh, RefreshFault } from '#features/connections/index.ts';
import { discoverProvider } from '../discover-provider.ts';
import { accountOf, readUserInfo } from '../exchange-code.ts';
import { readProviderSettings } from '../provider-settings.ts';
import { SignInFault } from '../sign-in-fault.ts';
import { redeemRefreshToken } from './redeem-refresh-token.ts';

const attentionFaults = {
  revoked: { code: 'sign_in_revoked', attention: 'sign_in_revoked', forgetsToken: true },
  other_account: { code: 'account_changed', attention: 'account_changed', forgetsToken: true },
  // The token is never shown to another issuer, and is good again when the old one comes back.
  other_issuer: { code: 'provider_changed', attention: 'provider_changed', forgetsToken: false },
} as const satisfies Record<string, RefreshFault>;

/**
 * Reads name and profiles of a claimed account from the partner and keeps them, or keeps why that failed. Answers the
 * code of the fault. The partner's failing is data; only our own is thrown, and the claim runs out by itself then.
 */
export async function refreshAccount(
  ctx: Context,
  claimed: ClaimedRefresh,
): Promise<RefreshFault['code'] | undefined> {
  // The newest token counts from the moment the partner has given it, whatever fails after that.
  const held = { claimed };
  const fault = await tryToRefresh(ctx, held);
  if (fault === undefined) return undefined;
  const { tenantId, connectionId } = claimed;
  ctx.log.info({ tenantId, connectionId, code: fault.code }, 'account not refreshed');
  await saveRefreshFault(ctx, held.claimed, fault);
  return fault.code;
}

async function tryToRefresh(
  ctx: Context,
  held: { claimed: ClaimedRefresh },
): Promise<RefreshFault | undefined> {
  const { integrationId, issuer, subject } = held.claimed;
  try {
    const settings = await readProviderSettings(ctx.db, ctx, integrationId);
    const provider = await discoverProvider(ctx, settings);
    if (provider.serverMetadata().issuer !== issuer) return attentionFaults.other_issuer;
    const redeemed = await redeemRefreshToken(provider, held.claimed);
    if (redeemed.outcome !== 'fresh') return attentionFaults[redeemed.outcome];
    const { refreshToken, accessToken, idToken } = redeemed;
    if (refreshToken !== undefined)
      held.claimed = await keepRefreshToken(ctx, held.claimed, refreshToken);
    const userInfo = await readUserInfo(provider, accessToken, subject);
    await saveRefreshed(ctx, held.claimed, accountOf({ subject, idToken, userInfo }));
    return undefined;
  } catch (err) {
    if (!(err instanceof SignInFault)) throw err;
    return { code: err.code, attention: null, forgetsToken: false };
  }
}
