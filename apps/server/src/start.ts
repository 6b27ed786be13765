import { chmodSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildWeb } from '../../../scripts/build-web.ts';
import { findDemoFacts, makeDemoFacts } from '#server/demo/demo-facts.ts';
import type { DemoFacts } from '#server/demo/demo-facts.ts';
import { startDemoPartner } from '#server/demo/demo-partner-process.ts';
import { isEmptyDatabase, seedDemo } from '#server/demo/seed-demo.ts';
import { systemActor } from '#platform/act/actor.ts';
import { createContext } from '#platform/act/context.ts';
import { EmbeddedPostgresFault, startEmbeddedPostgres } from '#platform/db/embedded-postgres.ts';
import { callbackUrlOf } from '#platform/http/callback-url.ts';
import { createLog } from '#platform/log.ts';
import { ConfigFault, parseConfig } from './config.ts';
import type { Config } from './config.ts';
import { migrateAll } from './migrate-all.ts';
import { closeOnSignal } from './run-process.ts';
import { openSecretsFile } from './secrets-file.ts';
import { sayWhereThingsAre } from './start-message.ts';
import { createSystem } from './system.ts';
import type { System } from './system.ts';

/** Everything in one: embedded PostgreSQL (unless DATABASE_URL), migrations, API, worker, portals, demo partner. */
const closers: (() => Promise<void>)[] = [];
const log = createLog({ level: readLogLevel() });

async function start(): Promise<void> {
  const dataDir = resolve(process.env['DATA_DIR'] ?? '.data');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  chmodSync(dataDir, 0o700);
  const [environment] = await Promise.all([openEnvironment(dataDir), buildWeb()]);
  const config = parseConfig({ ...environment, DATA_DIR: dataDir });
  await migrateAll(config.DATABASE_URL, log);
  const demo = await prepareDemo(config);
  const system = await createSystem({
    config: { ...config, demo: demo !== undefined },
    log,
    role: 'both',
  });
  closers.unshift(() => system.close());
  await seedOnce(system, demo);
  await Promise.all([system.listen(), system.work(), runDemoPartner(config, demo)]);
  sayWhereThingsAre({ config, partnerUrl: demo?.partnerUrl });
}

/** With DATABASE_URL the secrets must be given; else PostgreSQL and the secrets are ours to make. */
async function openEnvironment(dataDir: string): Promise<Record<string, string | undefined>> {
  if ((process.env['DATABASE_URL'] ?? '') !== '') return process.env;
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

interface Demo {
  facts: DemoFacts;
  port: number;
  partnerUrl: string;
}

/** The demo belongs to loopback installations that were seeded, or are about to be. */
async function prepareDemo(config: Config): Promise<Demo | undefined> {
  const { hostname } = new URL(config.PUBLIC_URL);
  if (!['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return undefined;
  const facts = findDemoFacts(config.DATA_DIR);
  const port = Number(process.env['DEMO_PARTNER_PORT'] ?? 4601);
  const demo = { port, partnerUrl: `http://127.0.0.1:${port}` };
  return { ...demo, facts: facts ?? makeDemoFacts(config.DATA_DIR) };
}

async function seedOnce(system: System, demo: Demo | undefined): Promise<void> {
  if (demo === undefined) return;
  const ctx = createContext(system.services, system.database.db, {
    actor: systemActor('demo'),
    requestId: 'start',
  });
  if (await isEmptyDatabase(ctx)) await seedDemo(ctx, demo);
}

async function runDemoPartner(config: Config, demo: Demo | undefined): Promise<void> {
  if (demo === undefined) return;
  const { facts, port } = demo;
  const callbackUrl = callbackUrlOf(config, facts.integrationId);
  const partner = await startDemoPartner({ config, facts, port, callbackUrl });
  closers.unshift(() => partner.stop());
}

async function closeAll(): Promise<void> {
  for (const close of closers.splice(0)) await close();
}

function readLogLevel() {
  const level = process.env['LOG_LEVEL'];
  return level === 'debug' || level === 'info' || level === 'silent' ? level : 'warn';
}

closeOnSignal(log, closeAll);
start().catch(async (err: unknown) => {
  const isSentence = err instanceof ConfigFault || err instanceof EmbeddedPostgresFault;
  const busyPort = (err as { code?: unknown }).code === 'EADDRINUSE';
  if (isSentence) process.stderr.write(`${err.message}\n`);
  else if (busyPort) {
    process.stderr.write(
      `Port ${(err as { port?: number }).port} is taken. Stop what uses it, or set PORT (and DEMO_PARTNER_PORT) to free ones.\n`,
    );
  } else log.fatal({ err }, 'the start failed');
  await closeAll().catch(() => undefined);
  process.exit(1);
});
