import { seedCatalogue } from '#features/job-types/index.ts';
import { createDatabase } from '#platform/db/database.ts';
import { migrateToLatest } from '#platform/db/sql-migrations.ts';
import type { Log } from '#platform/log.ts';
import { installQueue } from '#platform/queue/install-queue.ts';
import { queues, tasks } from './tasks.ts';

/** Brings tables and queues up to date, and fills an empty catalogue of standard job types; answers the migrations applied. Idempotent, and safe from several processes. */
export async function migrateAll(url: string, log: Log): Promise<string[]> {
  const { db, close } = createDatabase({
    url,
    poolMax: 1,
    applicationName: 'leads-migrate',
    log,
    statementTimeoutMs: 0,
  });
  try {
    const applied = await migrateToLatest(db);
    await db.transaction().execute(seedCatalogue);
    await installQueue({ url, log, tasks, queues });
    return applied;
  } finally {
    await close();
  }
}
