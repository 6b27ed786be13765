import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError, escapeIdentifier } from 'pg';
import { clusterDatabase, clusterUser } from './cluster.ts';

export type Readiness = 'ready' | 'ended' | 'password_refused' | 'too_slow';

/** The address of a database in the embedded cluster, with its password. */
export function toDatabaseUrl(options: {
  port: number;
  password: string;
  database?: string;
}): string {
  const { port, password, database = clusterDatabase } = options;
  return `postgres://${clusterUser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/**
 * Waits until the product's database answers, and creates it in a new cluster. A server that
 * recovers after a crash is waited for; one that ends meanwhile is told as ended.
 */
export async function waitUntilReady(options: {
  port: number;
  password: string;
  hasEnded(): boolean;
  timeoutMs: number;
  onSlow(secondsSoFar: number): void;
}): Promise<Readiness> {
  const startedAt = performance.now();
  let toldSeconds = 0;
  while (!options.hasEnded()) {
    const outcome = await tryConnect(toDatabaseUrl(options));
    if (outcome === 'connected') return 'ready';
    if (outcome === 'password_refused') return outcome;
    if (outcome === 'database_missing') await createDatabase(options);
    const seconds = (performance.now() - startedAt) / 1000;
    if (seconds * 1000 > options.timeoutMs) return 'too_slow';
    if (seconds - toldSeconds > 5) options.onSlow((toldSeconds = Math.round(seconds)));
    await sleep(15);
  }
  return 'ended';
}

type ConnectOutcome = 'connected' | 'password_refused' | 'database_missing' | 'not_yet';

async function tryConnect(connectionString: string): Promise<ConnectOutcome> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return 'connected';
  } catch (err) {
    if (!(err instanceof DatabaseError)) return 'not_yet';
    if (err.code === '28P01' || err.code === '28000') return 'password_refused';
    return err.code === '3D000' ? 'database_missing' : 'not_yet';
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase(options: { port: number; password: string }): Promise<void> {
  const client = new Client({
    connectionString: toDatabaseUrl({ ...options, database: 'postgres' }),
  });
  await client.connect();
  try {
    await client.query(`create database ${escapeIdentifier(clusterDatabase)}`);
  } finally {
    await client.end();
  }
}
