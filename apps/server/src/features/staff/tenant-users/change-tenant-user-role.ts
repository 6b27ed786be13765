import type { TenantRole } from '@leads/contract/action';
import type { TenantUser } from '@leads/contract/tenant-users';
import type { ActorOf } from '#platform/act/actor.ts';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { lockTenantUser, requireRank, requireSpareOwner } from './lock-tenant-users.ts';
import { requireTenantUser } from './select-tenant-users.ts';

/**
 * Gives a user of the caller's tenant another role. Roles are read anew for every request, so it counts at once.
 * @throws Problem `forbidden`, also for a role above one's own; `not_found`; `own_access` for one's own role;
 * `last_owner` when no owner would remain
 */
export async function changeTenantUserRole(
  ctx: Context<ActorOf<'tenant'>>,
  { userId, role }: { userId: string; role: TenantRole },
): Promise<TenantUser> {
  const { tenantId } = ctx.actor;
  return change(ctx, 'tenant_user.change_role', async (tx) => {
    const locked = await lockTenantUser(tx, ctx, userId);
    requireRank(ctx.actor, role);
    const before = locked.member.role;
    const read = () => requireTenantUser(tx, ctx, { tenantId, userId });
    if (before === role) return { value: await read(), audit: noAudit('it is the same role') };
    requireSpareOwner(locked);
    await tx
      .updateTable('tenant_user')
      .set({ role })
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .execute();
    await sendHint(tx, { topic: 'tenant_users', id: userId, tenantId });
    return {
      value: await read(),
      audit: {
        subject: { kind: 'user', id: userId },
        tenantId,
        before: { role: before },
        after: { role },
      },
    };
  });
}
