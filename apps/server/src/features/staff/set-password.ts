import type { ReplyOf } from '@leads/contract/endpoint';
import { fieldProblem } from '@leads/contract/problem';
import type { Problem } from '@leads/contract/problem';
import type { readOneTimeLink as endpoint } from '@leads/contract/session';
import type { Context, ReadDb, Tx } from '#platform/act/context.ts';
import { change } from '#platform/act/change.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';
import { announceUsers } from './announce-users.ts';
import { endLinks } from './one-time-link.ts';
import { savePassword, toPasswordHash } from './save-password.ts';
import { endSessions } from './sessions/end-sessions.ts';

/**
 * Whose a one-time link is, as long as it works.
 * @throws Problem `validation_failed` at /token when the link is unknown, used or expired
 */
export async function readOneTimeLink(
  ctx: Context,
  { token }: { token: string },
): Promise<ReplyOf<typeof endpoint>> {
  const link = await findLink(ctx.db, token).executeTakeFirst();
  const { name, email, expiresAt } = requireOpen(link, ctx.clock.now());
  return { name, email, expiresAt: expiresAt.toISOString() };
}

/**
 * Redeems a one-time link: sets the password, ends every session and every other link of the user, signs nobody in.
 * @throws Problem `validation_failed` at /token when the link is unknown, used or expired
 * @returns the e-mail address whose password it is now
 */
export async function setPassword(
  ctx: Context,
  { token, password }: { token: string; password: string },
): Promise<string> {
  // Before the costly hash, so that made-up tokens cost us nothing.
  requireOpen(await findLink(ctx.db, token).executeTakeFirst(), ctx.clock.now());
  const passwordHash = await toPasswordHash(password);
  return change(ctx, 'staff.set_password', async (tx) => {
    const now = ctx.clock.now();
    const found = await findLink(tx, token).forUpdate('sign_in_link').executeTakeFirst();
    const { userId, email, purpose, byTenant } = requireOpen(found, now);
    await endLinks(tx, { userId, now });
    await savePassword(tx, { userId, passwordHash, byTenant });
    await endSessions(tx, { userId });
    await announceUsers(tx, [userId]);
    return {
      value: email,
      audit: {
        subject: { kind: 'user', id: userId },
        after: { password: passwordHash, by: `${purpose} link` },
      },
    };
  });
}

function findLink(db: ReadDb | Tx, token: string) {
  return (db as Tx)
    .selectFrom('sign_in_link')
    .innerJoin('sign_in_user', 'sign_in_user.id', 'sign_in_link.user_id')
    .select([
      'sign_in_link.user_id as userId',
      'sign_in_link.purpose',
      'sign_in_link.by_tenant as byTenant',
      'sign_in_link.used_at as usedAt',
      'sign_in_link.expires_at as expiresAt',
      'sign_in_user.name',
      'sign_in_user.email',
    ])
    .where('sign_in_link.token_hash', '=', hashToken(token));
}

/** Who holds a real token may know why it no longer works; made-up ones learn nothing. */
function requireOpen<Link extends { usedAt: Date | null; expiresAt: Date }>(
  link: Link | undefined,
  now: Date,
): Link {
  if (link === undefined)
    throw refusal('This link is not known here. Open the whole link that you were sent.');
  if (link.usedAt !== null)
    throw refusal('This link was used already, or a newer one replaced it.');
  if (link.expiresAt <= now) throw refusal('This link has expired: it worked for 24 hours.');
  return link;
}

const refusal = (why: string): Problem =>
  fieldProblem('/token', `${why} Ask an administrator for a new one.`);
