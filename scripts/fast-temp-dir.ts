/** A folder in memory for what a run throws away: a copy of the test database takes a twentieth of the time there. */
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const memoryDir = '/dev/shm';
const prefix = 'leads-check-';
/** Two whole installations with their journals, and as much again. */
const neededBytes = 4 * 1024 ** 3;

export interface FastTempDir {
  path: string;
  remove(): void;
}

/** Answers undefined where the system has none, or no room in it; folders of runs that were killed are removed. */
export function makeFastTempDir(): FastTempDir | undefined {
  if (!isUsable()) return undefined;
  removeLeftOvers();
  if (!hasRoom()) return undefined;
  const path = mkdtempSync(join(memoryDir, `${prefix}${process.pid}-`));
  // PostgreSQL may run under another account, which has to get through.
  chmodSync(path, 0o711);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Programs are run from there too, which some systems do not allow. */
function isUsable(): boolean {
  try {
    const mounts = readFileSync('/proc/mounts', 'utf8').split('\n');
    const mount = mounts.map((line) => line.split(' ')).findLast(([, path]) => path === memoryDir);
    if (mount === undefined) return false;
    const [, , type, options = ''] = mount;
    return type === 'tmpfs' && !options.split(',').some((one) => one === 'noexec' || one === 'ro');
  } catch {
    return false;
  }
}

function hasRoom(): boolean {
  const { bavail, bsize } = statfsSync(memoryDir);
  return bavail * bsize > neededBytes && process.availableMemory() > neededBytes;
}

function removeLeftOvers(): void {
  for (const name of readdirSync(memoryDir)) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    rmSync(join(memoryDir, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (err) {
    return (err as NodeJS.ErrnoException).code === 'EPERM';
  }
}
