import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { ReadDb } from '#platform/act/context.ts';
import { readSql } from '#platform/db/read-sql.ts';

const pollMs = 20;

/**
 * The highest place in the feed below which nothing can appear any more, above `after`; undefined when there is none
 * yet, or none was reached within the time.
 *
 * Places are handed out before their transactions commit, and these commit in any order. So: read how far places were
 * handed out, then see who is writing leads (whoever got a place holds a write lock on the table from before that until
 * its end), and wait for these to end, not for those who came later. Statements after that see every lead up to there
 * that will ever be. Places are plain data, so a cursor holds across backup and restore, which transaction ids would not.
 */
export async function findSettledPosition(
  db: ReadDb,
  { after, waitMs, signal }: { after: number; waitMs: number; signal: AbortSignal },
): Promise<number | undefined> {
  const handedOut = await readHandedOut(db);
  if (handedOut <= after) return undefined;
  let writers = await listWriters(db);
  const untilMs = performance.now() + waitMs;
  while (writers.size > 0) {
    if (signal.aborted || performance.now() >= untilMs) return undefined;
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
    writers = (await listWriters(db)).intersection(writers);
  }
  return handedOut;
}

/** Sequences show what every transaction took, committed or not. */
async function readHandedOut(db: ReadDb): Promise<number> {
  const [row] = await readSql<{ position: number }>(
    db,
    sql`select case when is_called then last_value else 0 end as position from lead_feed_position`,
  );
  return row?.position ?? 0;
}

/** The transactions that have written leads, or may have, and have not ended. */
async function listWriters(db: ReadDb): Promise<Set<string>> {
  const rows = await readSql<{ writer: string }>(
    db,
    sql`
      select distinct virtualtransaction as writer
      from pg_locks
      where locktype = 'relation' and relation = 'lead'::regclass and granted
        and database = (select oid from pg_database where datname = current_database())
        and mode in ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')`,
  );
  return new Set(rows.map(({ writer }) => writer));
}
