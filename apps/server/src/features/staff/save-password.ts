import { hashPassword } from 'better-auth/crypto';
import { sql } from 'kysely';
import type { Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';

/** The provider under which the sign-in library looks for passwords. */
export const passwordProvider = 'credential';

/** The sign-in library's own hash (scrypt). Takes a tenth of a second, so not inside a transaction that others wait for. */
export const toPasswordHash: (password: string) => Promise<string> = hashPassword;

/** Sets or replaces the user's password; `byTenant` where a tenant's people may know it, as it came by a link of theirs. */
export async function savePassword(
  tx: Tx,
  {
    userId,
    passwordHash,
    byTenant = false,
  }: { userId: string; passwordHash: string; byTenant?: boolean },
): Promise<void> {
  await tx
    .insertInto('sign_in_method')
    .values({
      id: newId(),
      user_id: userId,
      account_id: userId,
      provider_id: passwordProvider,
      password: passwordHash,
      by_tenant: byTenant,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['provider_id', 'account_id'])
        .doUpdateSet({ password: passwordHash, by_tenant: byTenant, updated_at: sql`now()` }),
    )
    .execute();
}
