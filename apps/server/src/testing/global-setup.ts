import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createDatabase } from '#platform/db/database.ts';
import { findDataHolder } from '#platform/db/embedded/data-holder.ts';
import { startEmbeddedPostgres } from '#platform/db/embedded-postgres.ts';
import { migrateToLatest } from '#platform/db/sql-migrations.ts';
import { createLog } from '#platform/log.ts';
import { installQueue } from '#platform/queue/install-queue.ts';
import { queues, tasks } from '#server/tasks.ts';
import './test-cluster.ts';

const dirPrefix = 'leads-test-';
/** A younger folder may belong to a run that is just starting. */
const leftOverAgeMs = 600_000;
const log = { info: () => undefined, warn: console.warn, error: console.error };

/** Starts the run's PostgreSQL with a migrated template; answers how to end and remove it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftOvers();
  const dataDir = await mkdtemp(join(tmpdir(), dirPrefix));
  const server = await startEmbeddedPostgres({ dataDir, log, dangerouslyWithoutFsync: true });
  const tearDown = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const { url } = server;
    const template = createDatabase({ url, poolMax: 1, applicationName: 'test-template', log });
    await migrateToLatest(template.db).finally(() => template.close());
    await installQueue({ url, log: createLog({ level: 'warn' }), tasks, queues });
    project.provide('testCluster', { templateUrl: url });
    return tearDown;
  } catch (err) {
    await tearDown();
    throw err;
  }
}

/** Folders of runs that were killed: their server ended with them, but nobody removed the files. */
async function removeLeftOvers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const dir = join(tmpdir(), name);
    const isLeftOver = name.startsWith(dirPrefix) && (await isOldAndFree(dir));
    if (isLeftOver) await rm(dir, { recursive: true, force: true });
  }
}

async function isOldAndFree(dir: string): Promise<boolean> {
  const ageMs = Date.now() - (await stat(dir)).mtimeMs;
  return ageMs > leftOverAgeMs && findDataHolder(dir) === undefined;
}
