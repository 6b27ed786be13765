import { fieldProblem } from '@leads/contract/problem';
import type { Tx } from '#platform/act/context.ts';
import { violatedConstraint } from '#platform/db/database-fault.ts';
import { newId } from '#platform/id.ts';
import { savePassword } from './save-password.ts';

export interface NewUser {
  name: string;
  email: string;
  /** By `toPasswordHash`. Absent: the user gets in by a one-time link or by company sign-in. */
  passwordHash?: string | undefined;
}

/**
 * Writes the row of somebody who can sign in; what they may do is the caller's to add. The address counts as verified:
 * whoever makes users vouches for it. A password is for seeds and tests; people set theirs by a one-time link.
 * @throws Problem `validation_failed` at /email when somebody has it already
 */
export async function createUser(
  tx: Tx,
  { kind, name, email, passwordHash }: NewUser & { kind: 'staff' | 'tenant' },
): Promise<string> {
  const userId = newId();
  try {
    await tx
      .insertInto('sign_in_user')
      .values({ id: userId, kind, name, email: email.toLowerCase(), email_verified: true })
      .execute();
  } catch (err) {
    if (violatedConstraint(err) !== 'sign_in_user_email') throw err;
    throw fieldProblem(
      '/email',
      'Somebody with this e-mail address can sign in already. Choose another address.',
    );
  }
  if (passwordHash !== undefined) await savePassword(tx, { userId, passwordHash });
  return userId;
}
