import type { StaffRole } from '@leads/contract/action';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';

/** Why a user who proved who they are gets no session. */
export type Refusal = 'disabled' | 'no_role';

/**
 * Decides whether a user may have a session. Staff whom company sign-in made get the role that their claims map to; it
 * is written here, so that a first sign-in cut off in the middle is mended by the next.
 */
export async function admitUser(
  ctx: Context,
  { userId, companyRole }: { userId: string; companyRole: StaffRole | undefined },
): Promise<Refusal | undefined> {
  const user = await ctx.db
    .selectFrom('sign_in_user as user')
    .leftJoin('staff_user as staff', 'staff.user_id', 'user.id')
    .select(['user.kind', 'user.name', 'user.email', 'staff.role', 'staff.disabled_at'])
    .where('user.id', '=', userId)
    .executeTakeFirst();
  if (user === undefined || user.disabled_at !== null) return 'disabled';
  if (user.kind === 'tenant' || user.role !== null) return undefined;
  if (companyRole === undefined) return 'no_role';
  const { name, email } = user;
  await change(ctx, 'staff.create', async (tx) => {
    await tx
      .insertInto('staff_user')
      .values({ user_id: userId, role: companyRole })
      .onConflict((conflict) => conflict.column('user_id').doNothing())
      .execute();
    return {
      value: undefined,
      audit: {
        subject: { kind: 'user', id: userId },
        after: { name, email, role: companyRole, by: 'company sign-in' },
      },
    };
  });
  return undefined;
}
