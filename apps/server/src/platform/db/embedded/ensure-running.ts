import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { EmbeddedPostgresFault } from './embedded-postgres-fault.ts';
import { launchServer } from './launch-server.ts';
import { findPortHolder, isPortFree } from './port.ts';
import { findPostmaster, type Postmaster } from './postmaster.ts';
import { isProcessAlive } from './process-facts.ts';
import type { RunAs } from './run-as.ts';
import { waitUntilReady } from './wait-until-ready.ts';

export interface RunningServer extends Postmaster {
  /** True when the server ran already, left by a start that ended without stopping it. */
  isReused: boolean;
}

export interface EnsureRunningOptions {
  cluster: Cluster;
  runAs: RunAs;
  dangerouslyWithoutFsync: boolean;
  log: { warn(fields: object, message: string): void };
}

const attemptsMax = 20;
/** Recovery after a crash reads all that was written since the last checkpoint. */
const readyTimeoutMs = 180_000;

/** Answers the cluster's running server, or starts one; either way it accepts connections. */
export async function ensureRunning(options: EnsureRunningOptions): Promise<RunningServer> {
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const running = findPostmaster(options.cluster.clusterDir);
    const outcome = running ? await reuse(running, options) : await launch(options);
    if (outcome !== 'again') return outcome;
    await sleep(250);
  }
  throw startFailed(options, 'it kept ending');
}

/** "Again" when the found server was shutting down, as after the end of the process that started it. */
async function reuse(running: Postmaster, options: EnsureRunningOptions) {
  const isReady = await waitFor(running.port, () => !isProcessAlive(running.pid), options);
  return isReady ? { ...running, isReused: true } : 'again';
}

async function launch(options: EnsureRunningOptions): Promise<RunningServer | 'again'> {
  const { port } = options.cluster.settings;
  await requireFreePort(options.cluster);
  const server = launchServer(options);
  const isReady = await waitFor(port, server.hasEnded, options);
  if (isReady && server.pid !== undefined) return { pid: server.pid, port, isReused: false };
  const serverLog = server.readLog();
  // Children of a killed server need a moment to notice its end, and one that was told to stop needs one to do so.
  const isTransient =
    /pre-existing shared memory block|lock file "postmaster.pid" already exists|system is shutting down/;
  if (isTransient.test(serverLog)) return 'again';
  const fatal = /(?:FATAL|PANIC):\s*(.*)/.exec(serverLog)?.[1] ?? serverLog.trim();
  throw startFailed(options, fatal);
}

async function waitFor(port: number, hasEnded: () => boolean, options: EnsureRunningOptions) {
  const { cluster, log } = options;
  const readiness = await waitUntilReady({
    port,
    password: cluster.settings.password,
    hasEnded,
    timeoutMs: readyTimeoutMs,
    onSlow: (seconds) => log.warn({ seconds }, 'PostgreSQL is still starting (recovery)'),
  });
  if (readiness === 'password_refused') throw passwordRefused(cluster);
  if (readiness === 'too_slow') {
    throw new EmbeddedPostgresFault(
      'start_too_slow',
      `PostgreSQL does not accept connections after ${readyTimeoutMs / 1000} s. See ${cluster.logFile}.`,
    );
  }
  return readiness === 'ready';
}

async function requireFreePort({ settings, settingsFile }: Cluster): Promise<void> {
  if (await isPortFree(settings.port)) return;
  const holder = findPortHolder(settings.port);
  const who = holder ? `process ${holder.pid} (${holder.command})` : 'another program';
  throw new EmbeddedPostgresFault(
    'port_busy',
    `Port ${settings.port} of 127.0.0.1, which the embedded PostgreSQL keeps, is in use by ${who}. ` +
      `Stop that program, or write another port into ${settingsFile}.`,
  );
}

function passwordRefused({ settings, settingsFile }: Cluster): EmbeddedPostgresFault {
  return new EmbeddedPostgresFault(
    'password_refused',
    `The PostgreSQL on port ${settings.port} does not take the password of ${settingsFile}. ` +
      'Restore that file from a backup, or move the data folder away to start with an empty database.',
  );
}

function startFailed({ cluster, runAs }: EnsureRunningOptions, why: string): EmbeddedPostgresFault {
  return new EmbeddedPostgresFault(
    'start_failed',
    `PostgreSQL did not start (as ${runAs.name}): ${why}. See ${cluster.logFile}.`,
  );
}
