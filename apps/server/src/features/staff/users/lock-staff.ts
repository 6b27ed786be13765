import { Problem } from '@leads/contract/problem';
import type { Context, Tx } from '#platform/act/context.ts';
import { noStaff } from './select-staff.ts';

export interface LockedStaff {
  user_id: string;
  role: string;
  disabled_at: Date | null;
}

/**
 * Locks a staff user and all active admins, in one order: of two admins who take the role from each other at once, the
 * second then sees what the first has done.
 * @throws Problem `not_found`
 */
export async function lockStaff(
  tx: Tx,
  id: string,
): Promise<{ staff: LockedStaff; activeAdmins: LockedStaff[] }> {
  const rows = await tx
    .selectFrom('staff_user')
    .select(['user_id', 'role', 'disabled_at'])
    .where((where) =>
      where.or([
        where('user_id', '=', id),
        where.and([where('role', '=', 'admin'), where('disabled_at', 'is', null)]),
      ]),
    )
    .orderBy('user_id')
    .forUpdate()
    .execute();
  const staff = rows.find(({ user_id }) => user_id === id);
  if (staff === undefined) throw noStaff();
  return { staff, activeAdmins: rows.filter(isActiveAdmin) };
}

const isActiveAdmin = ({ role, disabled_at }: LockedStaff) =>
  role === 'admin' && disabled_at === null;

/**
 * Before somebody loses the role of an admin or is switched off.
 * @throws Problem `own_access` for oneself, `last_admin` when no active admin would remain
 */
export function requireSpareAdmin(
  ctx: Context,
  { staff, activeAdmins }: { staff: LockedStaff; activeAdmins: LockedStaff[] },
): void {
  if (ctx.actor.id === staff.user_id) {
    throw new Problem('own_access', {
      detail: 'You cannot take your own access away. Ask another admin to do it.',
    });
  }
  if (activeAdmins.some(({ user_id }) => user_id !== staff.user_id)) return;
  throw new Problem('last_admin', {
    detail: 'This is the last active admin. Make somebody else an admin first.',
  });
}
