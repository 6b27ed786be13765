import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { openRefreshToken } from './refresh-columns.ts';

/** Longer than a refresh can take: each of its requests has a deadline. */
const claimMs = 3 * 60_000;

export interface ConnectionKey {
  tenantId: string;
  connectionId: string;
}

export interface ClaimedRefresh extends ConnectionKey {
  integrationId: string;
  /** Whom the sign-in was for; an answer for anybody else is not used. */
  issuer: string;
  subject: string;
  refreshToken: string;
  /** The token as it is stored, by which it is told whether a newer sign-in replaced it meanwhile. */
  sealed: string;
}

/**
 * Keeps others from refreshing the account for three minutes, as a refresh token used twice counts as stolen at many
 * partners. Undefined when a refresh is under way, or there is nothing to refresh any more. A process that dies between
 * the partner's answer and `keepRefreshToken` loses the new token: the next refresh is refused then, and asks for a sign-in.
 */
export async function claimRefresh(
  ctx: Context,
  { tenantId, connectionId }: ConnectionKey,
): Promise<ClaimedRefresh | undefined> {
  const now = ctx.clock.now();
  const row = await change(ctx, 'connection.refresh', async (tx) => ({
    value: await tx
      .updateTable('connection')
      .set({ refresh_claimed_until: new Date(now.getTime() + claimMs) })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', connectionId)
      .where('state', '=', 'connected')
      .where('refresh_token_sealed', 'is not', null)
      .where((eb) =>
        eb.or([eb('refresh_claimed_until', 'is', null), eb('refresh_claimed_until', '<=', now)]),
      )
      .returning([
        'integration_id as integrationId',
        'issuer',
        'subject',
        'refresh_token_sealed as sealed',
      ])
      .executeTakeFirst(),
    audit: noAudit('what the refresh brings is recorded'),
  }));
  if (row === undefined) return undefined;
  const { integrationId, issuer, subject, sealed } = row;
  if (issuer === null || subject === null || sealed === null) return undefined;
  const refreshToken = openRefreshToken(ctx, { connectionId, sealed });
  return { tenantId, connectionId, integrationId, issuer, subject, refreshToken, sealed };
}
