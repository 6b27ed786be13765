import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Ends a process and all that it started with SIGKILL, the youngest last, so that nobody tidies up after anybody. */
export async function killEverything(rootPid: number): Promise<number> {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' });
  const childrenOf = new Map<number, number[]>();
  for (const line of stdout.trim().split('\n')) {
    const [pid = 0, parentPid = 0] = line.trim().split(/\s+/).map(Number);
    childrenOf.set(parentPid, [...(childrenOf.get(parentPid) ?? []), pid]);
  }
  const family = [rootPid];
  for (const pid of family) family.push(...(childrenOf.get(pid) ?? []));
  for (const pid of family) kill(pid);
  while (family.some(isAlive)) await sleep(20);
  return family.length;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself, its parent being gone.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

function isZombie(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() === '' || stdout.trim().startsWith('Z');
}
