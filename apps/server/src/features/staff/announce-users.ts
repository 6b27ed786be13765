import type { Tx } from '#platform/act/context.ts';
import { sendHints } from '#platform/live/send-hint.ts';
import type { Hint } from '#platform/live/send-hint.ts';

/** Tells every page that lists one of the users: the staff's, or that of each tenant they work for. */
export async function announceUsers(tx: Tx, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  const rows = await tx
    .selectFrom('sign_in_user as user')
    .leftJoin('tenant_user as member', 'member.user_id', 'user.id')
    .select(['user.id', 'user.kind', 'member.tenant_id as tenantId'])
    .where('user.id', 'in', userIds)
    .execute();
  await sendHints(
    tx,
    rows.flatMap(({ id, kind, tenantId }): Hint[] => {
      if (kind === 'staff') return [{ topic: 'staff', id }];
      return tenantId === null ? [] : [{ topic: 'tenant_users', id, tenantId }];
    }),
  );
}
