import type { Kysely } from 'kysely';
import type { Schema } from '#platform/db/database.ts';

const stepMs = 60_000;

/** Notes when a credential was last used, once a minute at most, so that a busy partner does not write all the time. */
export async function noteUse(
  db: Kysely<Schema>,
  { credential, now }: { credential: { id: string; last_used_at: Date | null }; now: Date },
): Promise<void> {
  const noteAgainFrom = new Date(now.getTime() - stepMs);
  if (credential.last_used_at !== null && credential.last_used_at > noteAgainFrom) return;
  await db
    .updateTable('partner_credential')
    .set({ last_used_at: now })
    .where('id', '=', credential.id)
    .where((where) =>
      where.or([where('last_used_at', 'is', null), where('last_used_at', '<=', noteAgainFrom)]),
    )
    .execute();
}
