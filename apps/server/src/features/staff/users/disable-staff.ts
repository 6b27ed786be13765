import type { StaffUser } from '@leads/contract/staff';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { endLinks } from '../one-time-link.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { lockStaff, requireSpareAdmin } from './lock-staff.ts';
import { requireStaff } from './select-staff.ts';

/**
 * Switches a staff user off: every session and one-time link ends with the commit, and no way of signing in works. One
 * who is disabled already stays so.
 * @throws Problem `forbidden`, `not_found`; `own_access` for oneself, `last_admin` when no active admin would remain
 */
export async function disableStaff(ctx: Context, id: string): Promise<StaffUser> {
  return change(ctx, 'staff.disable', async (tx) => {
    const now = ctx.clock.now();
    const locked = await lockStaff(tx, id);
    if (locked.staff.disabled_at !== null)
      return { value: await requireStaff(tx, { id, now }), audit: noAudit('disabled before') };
    requireSpareAdmin(ctx, locked);
    await tx
      .updateTable('staff_user')
      .set({ disabled_at: now })
      .where('user_id', '=', id)
      .execute();
    const sessionsEnded = await endSessions(tx, { userId: id });
    await endLinks(tx, { userId: id, now });
    await sendHint(tx, { topic: 'staff', id });
    return {
      value: await requireStaff(tx, { id, now }),
      audit: {
        subject: { kind: 'user', id },
        before: { disabled: false },
        after: { disabled: true, sessionsEnded },
      },
    };
  });
}
