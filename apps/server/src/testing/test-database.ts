import { randomUUID } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { inject } from 'vitest';
import { createDatabase, type Database } from '#platform/db/database.ts';
import './test-cluster.ts';

/** A migrated, empty database of a test's own. */
export interface TestDatabase extends Omit<Database, 'close'> {
  url: string;
  /** Closes the connections and removes the database, whoever else is still connected to it. */
  drop(): Promise<void>;
}

const poolMax = 10;
// Dropping a database may cut connections that are just closing.
const log = { warn: () => undefined };

/**
 * Clones the run's migrated template (some 30 ms). For `*.db.test.ts` files only, as only for them
 * PostgreSQL is started.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { templateUrl } = requireCluster();
  const template = new URL(templateUrl).pathname.slice(1);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(
    templateUrl,
    `create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)} strategy file_copy`,
  );
  const url = withDatabase(templateUrl, name);
  const { db, pool, close } = createDatabase({ url, poolMax, applicationName: 'test', log });
  const drop = async () => {
    await close();
    await administer(templateUrl, `drop database if exists ${escapeIdentifier(name)} with (force)`);
  };
  return { db, pool, url, drop };
}

function requireCluster() {
  const cluster = inject('testCluster') as ReturnType<typeof inject<'testCluster'>> | undefined;
  if (cluster) return cluster;
  throw new Error('Only *.db.test.ts files have a PostgreSQL. Rename the test file to end so.');
}

async function administer(templateUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: withDatabase(templateUrl, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
