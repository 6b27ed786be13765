import { Problem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { createStaffUser } from './create-staff-user.ts';
import { createOneTimeLink } from './one-time-link.ts';

export interface AdminLink {
  link: string;
  /** What became of the user: made now, made an admin (again), or an admin before. */
  outcome: 'created' | 'promoted' | 'unchanged';
}

/**
 * For whoever runs the server: makes the staff admin with this e-mail address, or lets an existing staff user in as
 * admin again, and gives a one-time link to set the password.
 * @throws Problem `in_use` when the address belongs to a tenant's user, who can never be staff
 */
export async function createAdminLink(
  ctx: Context,
  { email }: { email: string },
): Promise<AdminLink> {
  return change(ctx, 'staff.create', async (tx) => {
    const known = await findUser(tx, email);
    if (known?.kind === 'tenant') {
      throw new Problem('in_use', {
        detail: `${email} signs in as a tenant's user, and nobody is both staff and of a tenant. Use another address.`,
      });
    }
    const before =
      known === undefined ? null : { role: known.role, disabled: known.disabled_at !== null };
    const userId =
      known?.id ?? (await createStaffUser(tx, { name: nameFrom(email), email, role: 'admin' }));
    if (known !== undefined) await makeAdmin(tx, userId);
    const { url: link } = await createOneTimeLink(tx, ctx, {
      userId,
      purpose: known === undefined ? 'first_admin' : 'reset',
    });
    return {
      value: { link, outcome: outcomeOf(before) },
      audit: {
        subject: { kind: 'user', id: userId },
        before,
        after: { role: 'admin', disabled: false, link: 'made' },
      },
    };
  });
}

async function findUser(tx: Tx, email: string) {
  return tx
    .selectFrom('sign_in_user as user')
    .leftJoin('staff_user as staff', 'staff.user_id', 'user.id')
    .select(['user.id', 'user.kind', 'staff.role', 'staff.disabled_at'])
    .where((where) => where(where.fn('lower', ['user.email']), '=', email.toLowerCase()))
    .executeTakeFirst();
}

async function makeAdmin(tx: Tx, userId: string): Promise<void> {
  await tx
    .insertInto('staff_user')
    .values({ user_id: userId, role: 'admin' })
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet({ role: 'admin', disabled_at: null }),
    )
    .execute();
}

function outcomeOf(
  before: { role: string | null; disabled: boolean } | null,
): AdminLink['outcome'] {
  if (before === null) return 'created';
  return before.role === 'admin' && !before.disabled ? 'unchanged' : 'promoted';
}

/** Until somebody writes the full name: `ada.lovelace@…` becomes "Ada Lovelace". */
function nameFrom(email: string): string {
  const words = (email.split('@', 1)[0] ?? email).split(/[._+-]+/).filter((word) => word !== '');
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(' ') || email;
}
