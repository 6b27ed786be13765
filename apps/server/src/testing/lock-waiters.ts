import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { vi } from 'vitest';
import type { Schema } from '#platform/db/database.ts';

/** Until a statement in the test's database waits for what another transaction holds. */
export async function waitForLockWaiter(db: Kysely<Schema>): Promise<void> {
  await vi.waitFor(
    async () => {
      const { rows } = await sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
      if (rows.length === 0) throw new Error('no statement waits for a lock');
    },
    { timeout: 10_000, interval: 10 },
  );
}
