import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { FullConfig } from '@playwright/test';

const rootDir = fileURLToPath(new URL('..', import.meta.url));
const entry = join(rootDir, 'apps/server/src/start.ts');
const readyTimeoutMs = 180_000;

export interface Installation {
  portalUrl: string;
  partnerUrl: string;
  child: ChildProcess;
  /** Ends every process at once, as a power cut would. */
  kill(): void;
  stop(): Promise<void>;
}

/** Starts the whole product as `npm start` does, in a folder and on ports of its own. */
export async function startInstallation({
  dataDir,
  port,
  partnerPort,
  environment = {},
}: {
  dataDir: string;
  port: number;
  partnerPort: number;
  /** Further variables of `.env.example`. */
  environment?: Record<string, string>;
}): Promise<Installation> {
  const child = spawn(process.execPath, [entry], {
    cwd: rootDir,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATA_DIR: dataDir,
      PORT: String(port),
      DEMO_PARTNER_PORT: String(partnerPort),
      PUBLIC_URL: '',
      DATABASE_URL: '',
      LOG_LEVEL: 'warn',
      ...environment,
    },
  });
  const portalUrl = `http://localhost:${port}`;
  const partnerUrl = `http://127.0.0.1:${partnerPort}`;
  await waitUntilReady(child, [`${portalUrl}/readyz`, `${partnerUrl}/api/received`]);
  return {
    portalUrl,
    partnerUrl,
    child,
    kill: () => child.kill('SIGKILL'),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function waitUntilReady(child: ChildProcess, urls: string[]): Promise<void> {
  const deadline = Date.now() + readyTimeoutMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null)
      throw new Error(`the installation ended with code ${child.exitCode}`);
    const answers = await Promise.all(
      urls.map((url) =>
        fetch(url).then(
          (response) => response.ok,
          () => false,
        ),
      ),
    );
    if (answers.every(Boolean)) return;
    await sleep(100);
  }
  throw new Error('the installation was not ready in time');
}

export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Playwright's global set-up: an installation for each worker; answers how to end them. */
export default async function setUp({ workers }: FullConfig): Promise<() => Promise<void>> {
  const ends = await Promise.all(Array.from({ length: workers }, (_, index) => setUpWorker(index)));
  return async () => {
    await Promise.all(ends.map((end) => end()));
  };
}

async function setUpWorker(index: number): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'leads-journeys-'));
  const [port, partnerPort] = [await findFreePort(), await findFreePort()];
  const installation = await startInstallation({ dataDir, port, partnerPort });
  process.env[`PORTAL_URL_${index}`] = installation.portalUrl;
  process.env[`PARTNER_URL_${index}`] = installation.partnerUrl;
  process.env[`JOURNEYS_DATA_DIR_${index}`] = dataDir;
  return async () => {
    await installation.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
