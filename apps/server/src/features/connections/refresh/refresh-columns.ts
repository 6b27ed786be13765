import type { Context } from '#platform/act/context.ts';
import { toNextRefresh } from './refresh-schedule.ts';

/** What a refresh token is sealed for. */
const refreshTokenPurpose = (connectionId: string) => `refresh-token:${connectionId}`;

export function sealRefreshToken(
  { sealer }: Pick<Context, 'sealer'>,
  { connectionId, refreshToken }: { connectionId: string; refreshToken: string },
): string {
  return sealer.seal(refreshToken, refreshTokenPurpose(connectionId));
}

export function openRefreshToken(
  { sealer }: Pick<Context, 'sealer'>,
  { connectionId, sealed }: { connectionId: string; sealed: string },
): string {
  return sealer.open(sealed, refreshTokenPurpose(connectionId));
}

/** A connection that is not refreshed: it has ended, or its sign-in no longer counts. */
export const noRefresh = {
  refresh_token_sealed: null,
  refresh_due_at: null,
  refresh_claimed_until: null,
  refresh_failing_since: null,
  refresh_failure: null,
} as const;

/** After a sign-in: the token it brought, and the first refresh a day later; null forgets the token there was. */
export function toRefreshColumns(
  ctx: Context,
  { connectionId, refreshToken }: { connectionId: string; refreshToken: string | null },
) {
  const now = ctx.clock.now();
  if (refreshToken === null) return { ...noRefresh, refreshed_at: now };
  return {
    ...noRefresh,
    refresh_token_sealed: sealRefreshToken(ctx, { connectionId, refreshToken }),
    refresh_due_at: toNextRefresh(now, Math.random()),
    refreshed_at: now,
  };
}
