import type { StaffRole } from '@leads/contract/action';
import type { Tx } from '#platform/act/context.ts';
import { createUser } from './create-user.ts';
import type { NewUser } from './create-user.ts';

/**
 * Makes a staff user with one role.
 * @throws Problem `validation_failed` at /email when somebody has the address already
 * @returns the user's id
 */
export async function createStaffUser(
  tx: Tx,
  { role, ...user }: NewUser & { role: StaffRole },
): Promise<string> {
  const userId = await createUser(tx, { ...user, kind: 'staff' });
  await tx.insertInto('staff_user').values({ user_id: userId, role }).execute();
  return userId;
}
