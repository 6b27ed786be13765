import { readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProcess, isProcessAlive } from './process-facts.ts';

/** A running server of one cluster folder, as its `postmaster.pid` tells. */
export interface Postmaster {
  pid: number;
  port: number;
}

/**
 * The server that runs on this cluster folder, if any. When the pid in `postmaster.pid` now belongs
 * to some other program, the file is removed, for PostgreSQL itself would take that program for a
 * server and refuse to start. The file of a dead server stays: PostgreSQL reads it to make sure that
 * none of that server's children are left.
 */
export function findPostmaster(clusterDir: string): Postmaster | undefined {
  const pidFile = join(clusterDir, 'postmaster.pid');
  const lines = readLines(pidFile);
  const pid = Number(lines[0]);
  const facts = findProcess(pid);
  if (!facts) return undefined;
  const isOurs =
    facts.name === 'postgres' &&
    (facts.workingDirectory === undefined
      ? facts.command.includes(` -D ${clusterDir}`)
      : facts.workingDirectory === realpathSync(clusterDir));
  if (!isOurs) {
    rmSync(pidFile, { force: true });
    return undefined;
  }
  return { pid, port: Number(lines[3]) };
}

const fastStopMs = 20_000;

/**
 * Stops a server: fast (open transactions are rolled back, everything is written), and at once when
 * that takes more than 20 s, which costs the next start a recovery but loses nothing.
 */
export async function stopPostmaster(pid: number): Promise<'fast' | 'immediate'> {
  signal(pid, 'SIGINT');
  if (await waitUntilGone(pid, fastStopMs)) return 'fast';
  signal(pid, 'SIGQUIT');
  await waitUntilGone(pid, fastStopMs);
  return 'immediate';
}

/** Resolves to false when the process is still there at the end of the time. */
export async function waitUntilGone(pid: number, timeoutMs: number): Promise<boolean> {
  const endsAt = performance.now() + timeoutMs;
  while (isProcessAlive(pid)) {
    if (performance.now() > endsAt) return false;
    await sleep(15);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (err) {
    if (!(err instanceof Error && 'code' in err && err.code === 'ESRCH')) throw err;
  }
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch (err) {
    if (err instanceof Error && 'code' in err && err.code === 'ENOENT') return [];
    throw err;
  }
}
