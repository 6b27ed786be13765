import type { Tx } from '#platform/act/context.ts';
import { announceUsers } from '../announce-users.ts';
import { passwordProvider } from '../save-password.ts';

interface Whose {
  userIds: readonly string[];
  now: Date;
  /** Only what tenants made: their links, and passwords set by such. Absent: all of it. */
  byTenants?: boolean;
}

/**
 * Takes from tenants' people what others may hold of their sign-in: ends open links, then drops the password and ends all
 * sessions of whom it is taken from. Company sign-in stays. The caller has locked the people, so that no link comes in
 * between.
 * @returns the ids of those who lost a password
 */
export async function dropSignIn(
  tx: Tx,
  { userIds, now, byTenants = false }: Whose,
): Promise<string[]> {
  if (userIds.length === 0) return [];
  // The links first: who sets a password at this moment holds the link's row, and then has the password when we look.
  await tx
    .updateTable('sign_in_link')
    .set({ used_at: now })
    .where('user_id', 'in', userIds)
    .where('used_at', 'is', null)
    .$if(byTenants, (links) => links.where('by_tenant', '=', true))
    .execute();
  const dropped = await tx
    .deleteFrom('sign_in_method')
    .where('user_id', 'in', userIds)
    .where('provider_id', '=', passwordProvider)
    .$if(byTenants, (methods) => methods.where('by_tenant', '=', true))
    .returning('user_id as userId')
    .execute();
  const losers = dropped.map(({ userId }) => userId);
  const signedOut = byTenants ? losers : userIds;
  if (signedOut.length > 0) {
    await tx.deleteFrom('sign_in_session').where('user_id', 'in', signedOut).execute();
  }
  await announceUsers(tx, losers);
  return losers;
}
