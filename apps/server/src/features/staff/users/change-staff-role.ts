import type { StaffRole } from '@leads/contract/action';
import type { StaffUser } from '@leads/contract/staff';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { lockStaff, requireSpareAdmin } from './lock-staff.ts';
import { requireStaff } from './select-staff.ts';

/**
 * Gives a staff user another role. Roles are read anew for every request, so it counts at once.
 * @throws Problem `forbidden`, `not_found`; `own_access` for one's own role, `last_admin` when no active admin would
 * remain
 */
export async function changeStaffRole(
  ctx: Context,
  { id, role }: { id: string; role: StaffRole },
): Promise<StaffUser> {
  return change(ctx, 'staff.change_role', async (tx) => {
    const now = ctx.clock.now();
    const locked = await lockStaff(tx, id);
    const before = locked.staff.role;
    if (before === role)
      return { value: await requireStaff(tx, { id, now }), audit: noAudit('it is the same role') };
    if (before === 'admin' && locked.staff.disabled_at === null) requireSpareAdmin(ctx, locked);
    await tx.updateTable('staff_user').set({ role }).where('user_id', '=', id).execute();
    await sendHint(tx, { topic: 'staff', id });
    return {
      value: await requireStaff(tx, { id, now }),
      audit: { subject: { kind: 'user', id }, before: { role: before }, after: { role } },
    };
  });
}
