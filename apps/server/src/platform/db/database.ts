import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { columnParsers } from './column-parsers.ts';
import { namePrepared } from './prepared.ts';
import type { DB } from './schema.gen.ts';

/** Every table of the product, generated from the migrations. */
export type Schema = DB;

export interface Database {
  db: Kysely<Schema>;
  /** The connections under `db`, for what needs one of its own, such as LISTEN. */
  pool: Pool;
  /** Waits for the queries under way, then closes every connection. May be called again. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  poolMax: number;
  /** Shown in `pg_stat_activity`. */
  applicationName: string;
  log: { warn(fields: object, message: string): void };
  statementTimeoutMs?: number;
}

const connectionTimeoutMs = 5_000;
const statementTimeoutMsDefault = 15_000;
const lockTimeoutMs = 5_000;
const idleInTransactionTimeoutMs = 30_000;

/**
 * Connects lazily. Waiting is bounded everywhere: for a free connection, for a lock, for a
 * statement; each ends in an error of pg, which the caller answers as "try again later".
 */
export function createDatabase(options: DatabaseOptions): Database {
  const {
    url,
    poolMax,
    applicationName,
    log,
    statementTimeoutMs = statementTimeoutMsDefault,
  } = options;
  const pool = new Pool({
    connectionString: url,
    max: poolMax,
    application_name: applicationName,
    connectionTimeoutMillis: connectionTimeoutMs,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementTimeoutMs,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    keepAlive: true,
    options: '-c TimeZone=UTC',
    types: columnParsers,
  });
  // Without a listener a lost idle connection would end the process; the pool opens another by itself.
  // The error carries the whole client, so only its text is logged.
  pool.on('error', ({ message }) =>
    log.warn({ reason: message }, 'an idle database connection was lost'),
  );
  pool.on('connect', namePrepared);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}
