import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Schema } from '#platform/db/database.ts';
import { newId } from '#platform/id.ts';

export interface ProcessCount {
  /** Processes of this kind that were alive a moment ago, this one among them: 1 or more. */
  current(): number;
  /** Takes this process out of the count. */
  close(): Promise<void>;
}

const beatMs = 5_000;
const goneAfterSeconds = 15;

/**
 * Keeps count of the API processes that work on one database, for what they share. Each says every five seconds that it
 * lives; one that was killed is missed after fifteen. Without the database the last count stays.
 */
export async function countProcesses({
  db,
  log,
}: {
  db: Kysely<Schema>;
  log: { warn(fields: object, message: string): void };
}): Promise<ProcessCount> {
  const id = newId();
  let count = 1;
  const beat = async (): Promise<void> => {
    try {
      await db
        .insertInto('live_process')
        .values({ id })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_at: sql`now()` }))
        .execute();
      await db
        .deleteFrom('live_process')
        .where('seen_at', '<', sql<Date>`now() - make_interval(secs => ${goneAfterSeconds})`)
        .execute();
      const row = await db
        .selectFrom('live_process')
        .select(sql<number>`count(*)::int`.as('count'))
        .executeTakeFirstOrThrow();
      count = Math.max(1, row.count);
    } catch (err) {
      log.warn({ err }, 'the live processes could not be counted');
    }
  };
  await beat();
  let beating: Promise<void> = Promise.resolve();
  const timer = setInterval(() => (beating = beat()), beatMs);
  timer.unref();
  return {
    current: () => count,
    async close() {
      clearInterval(timer);
      await beating;
      await db
        .deleteFrom('live_process')
        .where('id', '=', id)
        .execute()
        .catch((err: unknown) =>
          log.warn({ err }, 'this process could not be taken off the count'),
        );
    },
  };
}
