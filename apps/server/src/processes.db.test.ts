import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newSealingKey } from '#platform/secrets/sealing-keys.ts';
import { newTokenSigningKeys } from '#platform/secrets/token-signing-keys.ts';
import { createTestDatabase } from '#testing/test-database.ts';
import type { TestDatabase } from '#testing/test-database.ts';

let database: TestDatabase;
let environment: Record<string, string>;
const children: ChildProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  environment = {
    DATABASE_URL: database.url,
    SEALING_KEYS: newSealingKey('k1'),
    SESSION_SECRET: 'x'.repeat(40),
    TOKEN_SIGNING_KEYS: await newTokenSigningKeys(),
    LOG_LEVEL: 'info',
  };
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => database.drop());

function start(entry: string, env: Record<string, string>) {
  const child = spawn(process.execPath, [fileURLToPath(new URL(entry, import.meta.url))], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, ended, output: () => output };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function waitFor(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error('it did not happen in time');
    await sleep(50);
  }
}

describe('without real secrets', () => {
  it.each(['./api.ts', './worker.ts', './migrate.ts'])(
    '%s refuses to start and names each',
    async (entry) => {
      const { ended, output } = start(entry, { DATABASE_URL: database.url });
      expect(await ended).toBe(2);
      for (const name of ['SEALING_KEYS', 'SESSION_SECRET', 'TOKEN_SIGNING_KEYS']) {
        expect(output()).toContain(`${name}: is missing`);
      }
    },
  );
});

it('npm start demands real secrets beside a database of one’s own', async () => {
  const { ended, output } = start('./start.ts', {
    DATABASE_URL: database.url,
    DATA_DIR: mkdtempSync(join(tmpdir(), 'leads-start-')),
  });
  expect(await ended).toBe(1);
  expect(output()).toContain('SEALING_KEYS: is missing');
  expect(output()).toContain('SESSION_SECRET: is missing');
});

describe('in production', { timeout: 60_000 }, () => {
  it('migrates, serves and works in three processes, without any user, and stops gracefully', async () => {
    const migrating = start('./migrate.ts', environment);
    expect(await migrating.ended).toBe(0);
    expect(migrating.output()).toContain('the database is up to date');

    const port = await findFreePort();
    const metricsPort = await findFreePort();
    const api = start('./api.ts', {
      ...environment,
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
    });
    const worker = start('./worker.ts', environment);
    const ask = (path: string, init?: RequestInit) =>
      fetch(`http://localhost:${port}${path}`, init);
    await waitFor(() =>
      ask('/readyz').then(
        (reply) => reply.ok,
        () => false,
      ),
    );
    await waitFor(() => worker.output().includes('worker is ready'));

    expect((await ask('/healthz')).status).toBe(200);
    const metrics = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
    expect(await metrics.text()).toContain('http_request_duration_seconds');
    const users = await database.db.selectFrom('sign_in_user').select('id').execute();
    expect(users).toEqual([]);
    const options = (await (await ask('/api/session/options')).json()) as { demo: unknown };
    expect(options.demo).toBeNull();

    for (const { child, ended } of [api, worker]) {
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
    }
  });

  it('serves only the surfaces it is told to', async () => {
    const port = await findFreePort();
    start('./api.ts', { ...environment, PORT: String(port), SURFACES: 'partner' });
    const ask = (path: string) => fetch(`http://localhost:${port}${path}`);
    await waitFor(() =>
      ask('/readyz').then(
        (reply) => reply.ok,
        () => false,
      ),
    );
    expect((await ask('/api/integrations/accounts')).status).toBe(401);
    for (const path of [
      '/api/admin/integrations',
      '/api/session',
      '/integrations',
      '/api/platform/leads',
    ]) {
      expect((await ask(path)).status).toBe(404);
    }
    expect((await ask('/openapi.json')).status).toBe(200);
  });
});
