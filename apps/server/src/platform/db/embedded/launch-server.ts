import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import type { Cluster } from './cluster.ts';
import type { RunAs } from './run-as.ts';

/** A server that was just spawned. */
export interface LaunchedServer {
  pid: number | undefined;
  hasEnded(): boolean;
  /** What it has written to its log since it was spawned. */
  readLog(): string;
}

const logBytesMax = 10_000_000;

/**
 * Spawns PostgreSQL on the cluster. It has a session of its own, so that a Ctrl-C in the terminal
 * reaches only us and requests can finish first; its log is a file, so that it can outlive us.
 */
export function launchServer(options: {
  cluster: Cluster;
  runAs: RunAs;
  dangerouslyWithoutFsync: boolean;
}): LaunchedServer {
  const { cluster, runAs, dangerouslyWithoutFsync } = options;
  const settings = [
    ...Object.entries(serverSettings(cluster.settings.port)),
    ...(dangerouslyWithoutFsync ? withoutFsync : []),
  ];
  const {
    program,
    args,
    options: spawnOptions,
  } = runAs.wrap(runAs.binaries.postgres, [
    '-D',
    cluster.clusterDir,
    ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  rotateLog(cluster.logFile);
  const logFd = openSync(cluster.logFile, 'a', 0o600);
  const logStart = fstatSync(logFd).size;
  const stdio = ['ignore' as const, logFd, logFd];
  const child = spawn(program, args, { ...spawnOptions, stdio, detached: true });
  closeSync(logFd);
  child.unref();
  let spawnFault = '';
  child.on('error', (err) => (spawnFault = err.message));
  return {
    pid: child.pid,
    hasEnded: () => spawnFault !== '' || child.exitCode !== null || child.signalCode !== null,
    readLog: () => readFileSync(cluster.logFile).subarray(logStart).toString('utf8') + spawnFault,
  };
}

function serverSettings(port: number): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    max_connections: '200',
    shared_buffers: '128MB',
    effective_cache_size: '512MB',
    work_mem: '8MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Error details and statement texts hold personal data of homeowners, which no log may.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] ',
  };
}

const withoutFsync: [string, string][] = [
  ['fsync', 'off'],
  ['synchronous_commit', 'off'],
  ['full_page_writes', 'off'],
];

function rotateLog(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > logBytesMax) renameSync(logFile, `${logFile}.1`);
}
