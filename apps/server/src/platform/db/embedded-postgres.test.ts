import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import { findProcess } from './embedded/process-facts.ts';
import { findPostmaster, stopPostmaster, waitUntilGone } from './embedded/postmaster.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const isRoot = process.getuid?.() === 0;
const children: ChildProcess[] = [];
// mkdtemp makes it 0700: as root, only a user namespace can run PostgreSQL in there.
const parent = mkdtempSync(join(tmpdir(), 'leads-embedded-'));
// One folder for all: making a cluster is most of the time, and each test leaves a stopped, whole one.
const dataDir = join(parent, 'data');
const clusterDir = join(dataDir, 'postgres', 'cluster', 'data');
const settingsFile = join(dataDir, 'postgres', 'cluster', 'settings.json');

beforeAll(async () => {
  await (await start()).stop();
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  const server = findPostmaster(clusterDir);
  if (server) await stopPostmaster(server.pid);
});

afterAll(() => rmSync(parent, { recursive: true, force: true }));

const start = () => startEmbeddedPostgres({ dataDir, log });

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: statement, rowMode: 'array' });
    return rows.flat();
  } finally {
    await client.end();
  }
}

async function stopAfter(server: EmbeddedPostgres, act: () => Promise<void>): Promise<void> {
  await act().finally(() => server.stop());
}

/** Starts PostgreSQL in a process of its own and waits until it is ready. */
async function startElsewhere(): Promise<ChildProcess> {
  const launcher = new URL('./embedded-postgres.ts', import.meta.url).href;
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(launcher)};
    const log = { info() {}, warn() {}, error() {} };
    const { url } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log });
    console.log(url);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

function killWatchdog(parentPid: number): void {
  const pids = readFileSync(`/proc/${parentPid}/task/${parentPid}/children`, 'utf8')
    .trim()
    .split(' ');
  const watchdog = pids
    .map(Number)
    .find((pid) => findProcess(pid)?.command.includes('watchdog.ts'));
  if (watchdog === undefined) throw new Error('no watchdog runs');
  process.kill(watchdog, 'SIGKILL');
}

describe('startEmbeddedPostgres', () => {
  it('makes a durable UTF-8 cluster that speaks UTC and takes only its password', async () => {
    const server = await start();
    await stopAfter(server, async () => {
      const answer = await ask(
        server.url,
        `select current_setting('fsync'), current_setting('TimeZone'), current_setting('server_encoding'),
           (select datlocale from pg_database where datname = current_database()),
           current_setting('listen_addresses'), current_database()`,
      );
      expect(answer).toEqual(['on', 'UTC', 'UTF8', 'C.UTF-8', '127.0.0.1', 'leads']);
      await expect(ask(server.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(
        'password authentication failed',
      );
      expect(server.runAs).toBe(isRoot ? 'user namespace' : 'this user');
    });
  });

  it('keeps data, port and password, readable by its user alone', async () => {
    const first = await start();
    await stopAfter(first, async () => void (await ask(first.url, 'create table kept (id int)')));
    expect(statSync(settingsFile).mode & 0o777).toBe(0o600);
    const second = await start();
    await stopAfter(second, async () => {
      expect(second.url).toBe(first.url);
      expect(second.isReused).toBe(false);
      expect(await ask(second.url, 'select count(*)::int from kept')).toEqual([0]);
    });
  });

  it('refuses a second start on one data folder and names the holder', async () => {
    const server = await start();
    await stopAfter(server, async () => {
      await expect(start()).rejects.toThrow(`${dataDir} is in use by process ${process.pid} (`);
    });
  });

  it('refuses a busy port and names who has it', async () => {
    const kept = readFileSync(settingsFile);
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    writeFileSync(settingsFile, JSON.stringify({ port, password: 'x' }));
    await expect(start()).rejects.toThrow(
      new RegExp(`^Port ${port} .* in use by process ${process.pid} .*settings.json`),
    );
    squatter.close();
    writeFileSync(settingsFile, kept);
  });

  it('refuses data of another major version and tells the way out', async () => {
    writeFileSync(join(clusterDir, 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow(/holds data of PostgreSQL 17, .*npm run backup/);
    writeFileSync(join(clusterDir, 'PG_VERSION'), '18\n');
  });

  it('starts over a postmaster.pid whose pid another program has by now', async () => {
    writeFileSync(join(clusterDir, 'postmaster.pid'), `${process.pid}\n${clusterDir}\n0\n1\n\n\n`);
    await (await start()).stop();
  });

  it('recovers by itself when the server was killed', async () => {
    const server = await start();
    await stopAfter(server, async () => {
      await ask(server.url, 'create table committed (id int)');
      const killed = server.pid();
      process.kill(killed, 'SIGKILL');
      await expect.poll(() => server.pid(), { timeout: 10_000 }).not.toBe(killed);
      expect(await ask(server.url, 'select count(*)::int from committed')).toEqual([0]);
    });
  });

  it('ends the server when its starter is killed', async () => {
    const starter = await startElsewhere();
    const server = findPostmaster(clusterDir);
    starter.kill('SIGKILL');
    expect(await waitUntilGone(server?.pid ?? 0, 5000)).toBe(true);
  });

  it('starts at once after the starter was killed, while its server may be ending', async () => {
    const starter = await startElsewhere();
    starter.kill('SIGKILL');
    await once(starter, 'exit');
    const next = await start();
    await stopAfter(next, async () => expect(await ask(next.url, 'select 1')).toEqual([1]));
  });

  it.runIf(process.platform === 'linux')(
    'takes over a server whose starter and watchdog were killed',
    async () => {
      const starter = await startElsewhere();
      const server = findPostmaster(clusterDir);
      killWatchdog(starter.pid ?? 0);
      starter.kill('SIGKILL');
      await once(starter, 'exit');
      await sleep(100);
      const next = await start();
      await stopAfter(next, async () => {
        expect(next.isReused).toBe(true);
        expect(next.pid()).toBe(server?.pid);
      });
      expect(await waitUntilGone(server?.pid ?? 0, 5000)).toBe(true);
    },
  );
});
