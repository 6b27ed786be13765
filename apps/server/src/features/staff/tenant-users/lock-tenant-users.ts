import type { TenantRole } from '@leads/contract/action';
import { Problem } from '@leads/contract/problem';
import type { Context, Tx } from '#platform/act/context.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import { noTenantUser } from './select-tenant-users.ts';
import { isAtLeast } from './tenant-user-rules.ts';

interface Member {
  userId: string;
  role: TenantRole;
}

/**
 * Locks a user of the caller's tenant and all its owners, in one order: of two owners who take the role from each other
 * at once, the second then sees what the first has done.
 * @throws Problem `not_found`; `own_access` for oneself; `forbidden` when the user's role is above the caller's
 */
export async function lockTenantUser(
  tx: Tx,
  { actor }: Context<ActorOf<'tenant'>>,
  userId: string,
): Promise<{ member: Member; otherOwners: number }> {
  const rows = await tx
    .selectFrom('tenant_user')
    .select(['user_id as userId', 'role'])
    .where('tenant_id', '=', actor.tenantId)
    .where((where) => where.or([where('user_id', '=', userId), where('role', '=', 'owner')]))
    .orderBy('user_id')
    .forUpdate()
    .execute();
  const found = rows.find((row) => row.userId === userId);
  if (found === undefined) throw noTenantUser();
  const member = { userId, role: found.role as TenantRole };
  if (actor.id === userId) {
    throw new Problem('own_access', {
      detail:
        'You cannot change or take away your own access. Ask another owner or admin to do it.',
    });
  }
  requireRank(actor, member.role);
  const others = rows.filter((row) => row.role === 'owner' && row.userId !== userId);
  return { member, otherOwners: others.length };
}

/**
 * Locks the person behind a user of the caller's tenant, so that no other tenant comes to be theirs meanwhile. Before the
 * rows of tenants, as everybody does.
 */
export async function lockPerson(
  tx: Tx,
  { actor }: Context<ActorOf<'tenant'>>,
  userId: string,
): Promise<void> {
  await tx
    .selectFrom('sign_in_user as user')
    .select('user.id')
    .where('user.id', '=', userId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('tenant_user as member')
          .select('member.user_id')
          .whereRef('member.user_id', '=', 'user.id')
          .where('member.tenant_id', '=', actor.tenantId),
      ),
    )
    .forNoKeyUpdate('user')
    .execute();
}

/** @throws Problem `forbidden` where the role is above the caller's own */
export function requireRank(actor: ActorOf<'tenant'>, role: TenantRole): void {
  if (isAtLeast(actor.role, role)) return;
  throw new Problem('forbidden', {
    detail: 'Only an owner gives or takes the role of an owner. Ask an owner of your company.',
  });
}

/**
 * Before an owner loses the role or leaves.
 * @throws Problem `last_owner` when no owner would remain
 */
export function requireSpareOwner({
  member,
  otherOwners,
}: {
  member: Member;
  otherOwners: number;
}): void {
  if (member.role !== 'owner' || otherOwners > 0) return;
  throw new Problem('last_owner', {
    detail: 'This is the last owner. Make somebody else an owner first.',
  });
}
