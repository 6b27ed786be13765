import type { StaffUser } from '@leads/contract/staff';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { lockStaff } from './lock-staff.ts';
import { requireStaff } from './select-staff.ts';

/**
 * Lets a disabled staff user in again, with the role and password of before; ended sessions and links stay ended.
 * @throws Problem `forbidden`, `not_found`
 */
export async function enableStaff(ctx: Context, id: string): Promise<StaffUser> {
  return change(ctx, 'staff.enable', async (tx) => {
    const now = ctx.clock.now();
    const { staff } = await lockStaff(tx, id);
    if (staff.disabled_at === null)
      return { value: await requireStaff(tx, { id, now }), audit: noAudit('enabled before') };
    await tx
      .updateTable('staff_user')
      .set({ disabled_at: null })
      .where('user_id', '=', id)
      .execute();
    await sendHint(tx, { topic: 'staff', id });
    return {
      value: await requireStaff(tx, { id, now }),
      audit: {
        subject: { kind: 'user', id },
        before: { disabled: true },
        after: { disabled: false },
      },
    };
  });
}
