import type { BodyOf } from '@leads/contract/endpoint';
import { fieldProblem } from '@leads/contract/problem';
import type { inviteStaff as endpoint, OneTimeLink, StaffUser } from '@leads/contract/staff';
import { change } from '#platform/act/change.ts';
import type { Context, Reader } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { createStaffUser } from '../create-staff-user.ts';
import { createOneTimeLink } from '../one-time-link.ts';
import { requireStaff } from './select-staff.ts';

export interface StaffWithLink {
  user: StaffUser;
  link: OneTimeLink;
}

/**
 * Makes a staff user who gets in by the one-time link that this answers, or by company sign-in. No e-mail is sent.
 * @throws Problem `forbidden`; `validation_failed` at /email when somebody signs in by that address already
 */
export async function inviteStaff(
  ctx: Context,
  { name, email, role }: BodyOf<typeof endpoint>,
): Promise<StaffWithLink> {
  return change(ctx, 'staff.create', async (tx) => {
    await refuseKnownAddress(tx, email);
    const userId = await createStaffUser(tx, { name, email, role });
    const link = await createOneTimeLink(tx, ctx, { userId, purpose: 'invite' });
    await sendHint(tx, { topic: 'staff', id: userId });
    return {
      value: { user: await requireStaff(tx, { id: userId, now: ctx.clock.now() }), link },
      audit: {
        subject: { kind: 'user', id: userId },
        after: { name, email: email.toLowerCase(), role, linkExpiresAt: link.expiresAt },
      },
    };
  });
}

/** Names colleagues, and never anybody of a tenant. */
async function refuseKnownAddress(db: Reader, email: string): Promise<void> {
  const known = await db
    .selectFrom('sign_in_user')
    .select(['kind', 'name'])
    .where((where) => where(where.fn('lower', ['email']), '=', email.toLowerCase()))
    .executeTakeFirst();
  if (known === undefined) return;
  throw fieldProblem(
    '/email',
    known.kind === 'staff'
      ? `${known.name} is on the staff with this address already. Look in the list, disabled users too.`
      : 'This address signs in elsewhere on the platform, and nobody is both. Use another address.',
  );
}
