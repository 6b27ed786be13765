import { chmodSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildWebApart } from '../../../scripts/build-web.ts';
import { beginDemoPartner } from '#server/demo/demo-partner.ts';
import { DemoPartnerFault } from '#server/demo/demo-partner-process.ts';
import { EmbeddedPostgresFault, startEmbeddedPostgres } from '#platform/db/embedded-postgres.ts';
import { createLog } from '#platform/log.ts';
import { ConfigFault, parseConfig } from './config.ts';
import { closeOnSignal } from './run-process.ts';
import { openSecretsFile } from './secrets-file.ts';

/** Reading the program keeps this process busy for a second; PostgreSQL's first steps need their turns before that. */
const headStartMs = 120;
const closers: (() => Promise<void>)[] = [];
const log = createLog({ level: readLogLevel() });

/**
 * Everything in one: embedded PostgreSQL (unless DATABASE_URL), migrations, API, worker, portals, demo partner. The large
 * part of the program is read while PostgreSQL starts.
 */
async function start(): Promise<void> {
  const dataDir = resolve(process.env['DATA_DIR'] ?? '.data');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  chmodSync(dataDir, 0o700);
  // A database of the user's own needs secrets of their own: said before anything is built or started.
  if (hasOwnDatabase()) parseConfig({ ...process.env, DATA_DIR: dataDir });
  const place = { dataDir, environment: process.env };
  const begun = beginDemoPartner({ ...place, isEmbedded: !hasOwnDatabase() });
  if (begun !== undefined) {
    closers.push(() =>
      begun.process.then(
        (partner) => partner.stop(),
        () => undefined,
      ),
    );
  }
  const rest = sleep(headStartMs).then(() => import('./start-everything.ts'));
  const [environment] = await Promise.all([openEnvironment(dataDir), buildWebApart()]);
  const config = parseConfig({ ...environment, DATA_DIR: dataDir });
  const { startEverything } = await rest;
  const onClose = (close: () => Promise<void>) => closers.unshift(close);
  await startEverything({ config, log, place, begun, onClose });
}

/** With DATABASE_URL the secrets must be given; else PostgreSQL and the secrets are ours to make. */
async function openEnvironment(dataDir: string): Promise<Record<string, string | undefined>> {
  if (hasOwnDatabase()) return process.env;
  const [secrets, postgres] = await Promise.all([
    openSecretsFile(dataDir),
    startEmbeddedPostgres({ dataDir, log }),
  ]);
  closers.push(() => postgres.stop());
  return {
    OUTBOUND_ALLOW_LOOPBACK: 'true',
    ...secrets,
    ...process.env,
    DATABASE_URL: postgres.url,
  };
}

function hasOwnDatabase(): boolean {
  return (process.env['DATABASE_URL'] ?? '') !== '';
}

async function closeAll(): Promise<void> {
  for (const close of closers.splice(0)) await close();
}

function readLogLevel() {
  const level = process.env['LOG_LEVEL'];
  return level === 'debug' || level === 'info' || level === 'silent' ? level : 'warn';
}

/** Faults whose message is written for whoever started us. */
const sentences = [ConfigFault, EmbeddedPostgresFault, DemoPartnerFault];

function explain(err: unknown): void {
  if (sentences.some((fault) => err instanceof fault)) {
    process.stderr.write(`${(err as Error).message}\n`);
  } else if ((err as { code?: unknown }).code === 'EADDRINUSE') {
    const { port } = err as { port?: number };
    process.stderr.write(
      `Port ${port} is taken. Stop what uses it, or set PORT (and DEMO_PARTNER_PORT) to free ones.\n`,
    );
  } else log.fatal({ err }, 'the start failed');
}

closeOnSignal(log, closeAll);
start().catch(async (err: unknown) => {
  explain(err);
  await closeAll().catch(() => undefined);
  process.exit(1);
});
