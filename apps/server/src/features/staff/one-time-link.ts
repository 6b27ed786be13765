import type { OneTimeLink } from '@leads/contract/staff';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId, newToken } from '#platform/id.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';

type LinkPurpose = 'first_admin' | 'invite' | 'reset';

const linkHours = 24;

/**
 * Makes a link by which a user sets a password: once, within 24 hours. Only the token's hash is kept, so the link can
 * be shown now and never again. Earlier links of the user stop working. Whether a tenant's user makes it is kept, as they
 * may use it themselves.
 */
export async function createOneTimeLink(
  tx: Tx,
  { config, clock, actor }: Pick<Context, 'config' | 'clock' | 'actor'>,
  { userId, purpose }: { userId: string; purpose: LinkPurpose },
): Promise<OneTimeLink> {
  const now = clock.now();
  const token = newToken('', 32);
  const expiresAt = new Date(now.getTime() + linkHours * 3_600_000);
  await endLinks(tx, { userId, now });
  await tx
    .insertInto('sign_in_link')
    .values({
      id: newId(),
      user_id: userId,
      purpose,
      by_tenant: actor.kind === 'tenant',
      token_hash: hashToken(token),
      created_at: now,
      expires_at: expiresAt,
    })
    .execute();
  return {
    url: `${config.PUBLIC_URL}/set-password?token=${token}`,
    expiresAt: expiresAt.toISOString(),
  };
}

/** Marks every open link of the user as used. */
export async function endLinks(
  tx: Tx,
  { userId, now }: { userId: string; now: Date },
): Promise<void> {
  await tx
    .updateTable('sign_in_link')
    .set({ used_at: now })
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .execute();
}
