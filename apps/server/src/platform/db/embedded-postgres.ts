import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openHome, prepareCluster } from './embedded/cluster.ts';
import { holdDataFolder } from './embedded/data-holder.ts';
import { EmbeddedPostgresFault } from './embedded/embedded-postgres-fault.ts';
import { ensureRunning, type EnsureRunningOptions } from './embedded/ensure-running.ts';
import { findPostgresBinaries } from './embedded/postgres-binaries.ts';
import { stopPostmaster } from './embedded/postmaster.ts';
import { isProcessAlive } from './embedded/process-facts.ts';
import { chooseRunAs } from './embedded/run-as.ts';
import { toDatabaseUrl } from './embedded/wait-until-ready.ts';

export { EmbeddedPostgresFault } from './embedded/embedded-postgres-fault.ts';

/** What the launcher needs of our log. */
export interface EmbeddedPostgresLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface EmbeddedPostgres {
  /** The product's database, with its password: for connecting, never for a log. */
  url: string;
  port: number;
  /** The server's pid; another one after it had to be started again. */
  pid(): number;
  /** True when a server left by an earlier start was taken over. */
  isReused: boolean;
  /** How PostgreSQL runs here: "this user", "account postgres", "user namespace". */
  runAs: string;
  /** Ends the server, rolling back what is open, and waits for its end. May be called again. */
  stop(): Promise<void>;
}

/**
 * Runs the PostgreSQL from npm on `dataDir/postgres`, and makes its cluster at first. One process at
 * a time may hold a data folder. The server ends with this process, however that ends; should it end
 * by itself, it is started again. Throws EmbeddedPostgresFault, whose message says what to do.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log: EmbeddedPostgresLog;
  /** For data that may be lost, as in tests: a power cut then breaks the cluster. */
  dangerouslyWithoutFsync?: boolean;
}): Promise<EmbeddedPostgres> {
  const { log } = options;
  const dataDir = openDataDir(options.dataDir);
  const hold = await holdDataFolder(dataDir);
  let watchdog: ChildProcess | undefined;
  try {
    const binaries = findPostgresBinaries();
    const homeDir = openHome(dataDir);
    const runAs = chooseRunAs({ binaries, homeDir, log });
    const cluster = await prepareCluster(homeDir, runAs);
    watchdog = startWatchdog(dataDir, cluster.clusterDir);
    const dangerouslyWithoutFsync = options.dangerouslyWithoutFsync ?? false;
    const running = await ensureRunning({ cluster, runAs, dangerouslyWithoutFsync, log });
    const keeper = keepRunning(running.pid, { cluster, runAs, dangerouslyWithoutFsync, log });
    const { port, isReused } = running;
    log.info({ port, pid: running.pid, isReused, runAs: runAs.name }, 'PostgreSQL is ready');
    let stopping: Promise<void> | undefined;
    const stop = async () => {
      await keeper.stop();
      watchdog?.disconnect();
      hold.release();
    };
    return {
      url: toDatabaseUrl({ port, password: cluster.settings.password }),
      port,
      pid: keeper.pid,
      isReused,
      runAs: runAs.name,
      stop: () => (stopping ??= stop()),
    };
  } catch (err) {
    if (watchdog?.connected) watchdog.disconnect();
    hold.release();
    throw err;
  }
}

function openDataDir(path: string): string {
  const dataDir = resolve(path);
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (cause) {
    throw new EmbeddedPostgresFault(
      'folder_unusable',
      `The data folder ${dataDir} cannot be made. Set DATA_DIR to a folder that this user may write.`,
      { cause },
    );
  }
  return dataDir;
}

function startWatchdog(dataDir: string, clusterDir: string): ChildProcess {
  const script = new URL('./embedded/watchdog.ts', import.meta.url);
  const watchdog = fork(script, [dataDir, clusterDir, String(process.pid)], {
    execArgv: [],
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  watchdog.on('error', () => undefined);
  watchdog.unref();
  watchdog.channel?.unref();
  return watchdog;
}

const checkIntervalMs = 1000;

/** Looks after the server: when it is gone and nobody asked for that, it is started again. */
function keepRunning(
  firstPid: number,
  options: EnsureRunningOptions & { log: EmbeddedPostgresLog },
) {
  const { log } = options;
  const ending = new AbortController();
  let pid = firstPid;
  const watching = (async () => {
    while (!ending.signal.aborted) {
      await sleep(checkIntervalMs, undefined, { ref: false, signal: ending.signal }).catch(
        () => undefined,
      );
      if (ending.signal.aborted || isProcessAlive(pid)) continue;
      log.error({ pid }, 'PostgreSQL ended by itself; starting it again');
      try {
        ({ pid } = await ensureRunning(options));
        log.info({ pid }, 'PostgreSQL is ready again');
      } catch (err) {
        log.error({ err }, 'PostgreSQL could not be started again; trying further');
      }
    }
  })();
  return {
    pid: () => pid,
    async stop(): Promise<void> {
      ending.abort();
      await watching;
      const manner = await stopPostmaster(pid);
      log.info({ pid, manner }, 'PostgreSQL has stopped');
    },
  };
}
