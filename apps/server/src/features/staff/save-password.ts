import { hashPassword } from 'better-auth/crypto';
import { sql } from 'kysely';
import type { Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';

/** The provider under which the sign-in library looks for passwords. */
const passwordProvider = 'credential';

/** The sign-in library's own hash (scrypt). Takes a tenth of a second, so not inside a transaction that others wait for. */
export const toPasswordHash: (password: string) => Promise<string> = hashPassword;

/** Sets or replaces the user's password. */
export async function savePassword(
  tx: Tx,
  { userId, passwordHash }: { userId: string; passwordHash: string },
): Promise<void> {
  await tx
    .insertInto('sign_in_method')
    .values({
      id: newId(),
      user_id: userId,
      account_id: userId,
      provider_id: passwordProvider,
      password: passwordHash,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['provider_id', 'account_id'])
        .doUpdateSet({ password: passwordHash, updated_at: sql`now()` }),
    )
    .execute();
}
