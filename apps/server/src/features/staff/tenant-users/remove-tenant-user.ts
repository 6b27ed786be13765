import type { ActorOf } from '#platform/act/actor.ts';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { endLinks } from '../one-time-link.ts';
import { lockTenantUser, requireSpareOwner } from './lock-tenant-users.ts';

/**
 * Takes a user out of the caller's tenant; the next request of theirs finds it closed. Who worked for it alone can do
 * nothing any more, and their open link ends. What they did keeps their name.
 * @throws Problem `forbidden`, `not_found`; `own_access` for oneself; `last_owner` when no owner would remain
 */
export async function removeTenantUser(
  ctx: Context<ActorOf<'tenant'>>,
  userId: string,
): Promise<void> {
  const { tenantId } = ctx.actor;
  await change(ctx, 'tenant_user.remove', async (tx) => {
    const locked = await lockTenantUser(tx, ctx, userId);
    requireSpareOwner(locked);
    await endMembership(tx, ctx, { tenantId, userId });
    return {
      value: undefined,
      audit: {
        subject: { kind: 'user', id: userId },
        tenantId,
        before: { role: locked.member.role },
      },
    };
  });
}

/** Ends the membership, and the open links of who has no other. */
export async function endMembership(
  tx: Tx,
  { clock }: Pick<Context, 'clock'>,
  { tenantId, userId }: { tenantId: string; userId: string },
): Promise<void> {
  await tx
    .deleteFrom('tenant_user')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .execute();
  const other = await tx
    .selectFrom('tenant_user')
    .select('tenant_id')
    .where('user_id', '=', userId)
    .limit(1)
    .executeTakeFirst();
  if (other === undefined) await endLinks(tx, { userId, now: clock.now() });
  await sendHint(tx, { topic: 'tenant_users', id: userId, tenantId });
}
