import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import type { ClaimedRefresh } from './claim-refresh.ts';
import { sealRefreshToken } from './refresh-columns.ts';

/**
 * Keeps the token that replaces the one just used, before anything else is asked of the partner. The claim with the new
 * token; a connection that ended or was signed in anew meanwhile keeps what it has.
 */
export async function keepRefreshToken(
  ctx: Context,
  claimed: ClaimedRefresh,
  refreshToken: string,
): Promise<ClaimedRefresh> {
  const { tenantId, connectionId } = claimed;
  const sealed = sealRefreshToken(ctx, { connectionId, refreshToken });
  await change(ctx, 'connection.refresh', async (tx) => {
    await tx
      .updateTable('connection')
      .set({ refresh_token_sealed: sealed })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', connectionId)
      .where('refresh_token_sealed', '=', claimed.sealed)
      .execute();
    return { value: undefined, audit: noAudit('what the refresh brings is recorded') };
  });
  return { ...claimed, refreshToken, sealed };
}
