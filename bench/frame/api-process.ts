import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import { Pool as HttpPool } from 'undici';
import { startEmbeddedPostgres } from '../../apps/server/src/platform/db/embedded-postgres.ts';
import { newId, newToken } from '../../apps/server/src/platform/id.ts';
import { createLog } from '../../apps/server/src/platform/log.ts';
import { hashToken } from '../../apps/server/src/platform/secrets/hash-token.ts';
import { newSealingKey } from '../../apps/server/src/platform/secrets/sealing-keys.ts';
import { newTokenSigningKeys } from '../../apps/server/src/platform/secrets/token-signing-keys.ts';

const entryOf = (name: string): string =>
  fileURLToPath(new URL(`../../apps/server/src/${name}.ts`, import.meta.url));
const readyTimeoutMs = 30_000;

/** A PostgreSQL that keeps its promises (fsync on) and one API process, with a manager's key for it. */
export interface Installation {
  databaseUrl: string;
  /** Where the API listens. */
  origin: string;
  sql: Pool;
  http: HttpPool;
  apiPid: number;
  headers: Record<string, string>;
  /** One more API process on the same database, for the same public address; stop it before the rest is closed. */
  startAnother(): Promise<ApiProcess>;
  close(): Promise<void>;
}

/** Starts both in a temporary folder; `seed` fills the database before the API is there. */
export async function startInstallation(seed: (sql: Pool) => Promise<void>): Promise<Installation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'leads-bench-'));
  const log = createLog({ level: 'warn' });
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  const sql = new Pool({ connectionString: postgres.url, max: 4 });
  const environment = await makeEnvironment(postgres.url);
  await migrate(environment);
  await seed(sql);
  const key = await makeManagerKey(sql);
  const api = await startApi(environment);
  return {
    databaseUrl: postgres.url,
    origin: `http://127.0.0.1:${environment['PORT']}`,
    sql,
    http: api.http,
    apiPid: api.pid,
    headers: { authorization: `Bearer ${key}` },
    startAnother: async () => startApi({ ...environment, PORT: String(await findFreePort()) }),
    async close() {
      await api.stop();
      await sql.end();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function makeManagerKey(sql: Pool): Promise<string> {
  const key = newToken('lim', 32);
  await sql.query(
    `insert into api_key (id, name, role, key_hash, key_start) values ($1, 'bench', 'manager', $2, 'lim')`,
    [newId(), hashToken(key)],
  );
  return key;
}

async function makeEnvironment(databaseUrl: string): Promise<NodeJS.ProcessEnv> {
  const port = await findFreePort();
  return {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    LOG_LEVEL: 'warn',
    SEALING_KEYS: newSealingKey('bench'),
    SESSION_SECRET: randomBytes(32).toString('hex'),
    TOKEN_SIGNING_KEYS: await newTokenSigningKeys(),
    OUTBOUND_ALLOW_LOOPBACK: 'true',
  };
}

async function migrate(env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [entryOf('migrate')], { stdio: 'inherit', env });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`migrating ended with code ${code}`);
}

export type ApiProcess = Awaited<ReturnType<typeof startApi>>;

async function startApi(env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [entryOf('api')], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
  });
  const http = new HttpPool(`http://127.0.0.1:${env['PORT']}`, {
    connections: 16,
    headersTimeout: 60_000,
  });
  const deadline = performance.now() + readyTimeoutMs;
  while (!(await isReady(http))) {
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error(`the API did not get ready (exit code ${child.exitCode})`);
    await sleep(100);
  }
  return {
    http,
    pid: child.pid ?? 0,
    async stop() {
      await http.close();
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function isReady(http: HttpPool): Promise<boolean> {
  try {
    const { statusCode, body } = await http.request({ method: 'GET', path: '/readyz' });
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
