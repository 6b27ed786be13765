import { Problem } from '@leads/contract/problem';
import type { Context, ReadDb, Tx } from '#platform/act/context.ts';
import { change } from '#platform/act/change.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';
import { endLinks } from './one-time-link.ts';
import { savePassword, toPasswordHash } from './save-password.ts';

/**
 * Redeems a one-time link: sets the password, ends every session and every other link of the user, signs nobody in.
 * @throws Problem `validation_failed` at /token when the link is unknown, used or expired
 * @returns the e-mail address whose password it is now
 */
export async function setPassword(
  ctx: Context,
  { token, password }: { token: string; password: string },
): Promise<string> {
  const tokenHash = hashToken(token);
  // Before the costly hash, so that made-up tokens cost us nothing.
  requireLink(await openLink(ctx.db, { tokenHash, now: ctx.clock.now() }).executeTakeFirst());
  const passwordHash = await toPasswordHash(password);
  return change(ctx, 'staff.set_password', async (tx) => {
    const now = ctx.clock.now();
    const link = requireLink(
      await openLink(tx, { tokenHash, now }).forUpdate('sign_in_link').executeTakeFirst(),
    );
    const { userId, email, purpose } = link;
    await endLinks(tx, { userId, now });
    await savePassword(tx, { userId, passwordHash });
    await tx.deleteFrom('sign_in_session').where('user_id', '=', userId).execute();
    return {
      value: email,
      audit: {
        subject: { kind: 'user', id: userId },
        after: { password: passwordHash, by: `${purpose} link` },
      },
    };
  });
}

function openLink(db: ReadDb | Tx, { tokenHash, now }: { tokenHash: string; now: Date }) {
  return (db as Tx)
    .selectFrom('sign_in_link')
    .innerJoin('sign_in_user', 'sign_in_user.id', 'sign_in_link.user_id')
    .select(['sign_in_link.user_id as userId', 'sign_in_user.email', 'sign_in_link.purpose'])
    .where('sign_in_link.token_hash', '=', tokenHash)
    .where('sign_in_link.used_at', 'is', null)
    .where('sign_in_link.expires_at', '>', now);
}

function requireLink<Link>(link: Link | undefined): Link {
  if (link !== undefined) return link;
  const message = 'This link was used already or has expired. Ask an administrator for a new one.';
  throw new Problem('validation_failed', {
    detail: message,
    errors: [{ pointer: '/token', message }],
  });
}
