import { Problem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { createOneTimeLink } from '../one-time-link.ts';
import type { StaffWithLink } from './invite-staff.ts';
import { lockStaff } from './lock-staff.ts';
import { requireStaff } from './select-staff.ts';

/**
 * Makes a new one-time link: the invitation again for who never got in, else one to reset the password. Earlier links
 * stop working; the present password and sessions stay until the link is used.
 * @throws Problem `forbidden`, `not_found`; `staff_state` when the user is disabled
 */
export async function createStaffLink(ctx: Context, id: string): Promise<StaffWithLink> {
  return change(ctx, 'staff.reset_link', async (tx) => {
    const now = ctx.clock.now();
    await lockStaff(tx, id);
    const before = await requireStaff(tx, { id, now });
    if (before.state === 'disabled') {
      throw new Problem('staff_state', {
        detail: `${before.name} is disabled, so a link would not let them in. Enable the user first.`,
      });
    }
    const purpose = before.state === 'invited' ? 'invite' : 'reset';
    const link = await createOneTimeLink(tx, ctx, { userId: id, purpose });
    await sendHint(tx, { topic: 'staff', id });
    return {
      value: { user: await requireStaff(tx, { id, now }), link },
      audit: {
        subject: { kind: 'user', id },
        after: { purpose, linkExpiresAt: link.expiresAt },
      },
    };
  });
}
