import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** What the operating system says about a living process. */
export interface ProcessFacts {
  pid: number;
  /** Differs between two processes that had the same pid, also across a reboot. */
  identity: string;
  name: string;
  command: string;
  workingDirectory?: string;
}

/** A zombie counts as gone: in a container nobody may ever collect it. */
export function findProcess(pid: number): ProcessFacts | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return process.platform === 'linux' ? readProc(pid) : askPs(pid);
}

export function isProcessAlive(pid: number): boolean {
  return findProcess(pid) !== undefined;
}

function readProc(pid: number): ProcessFacts | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The name stands in parentheses and may itself hold spaces and parentheses: proc(5).
  const nameEnd = stat.lastIndexOf(')');
  const fields = stat.slice(nameEnd + 2).split(' ');
  const [state] = fields;
  if (state === 'Z' || state === 'X') return undefined;
  const startedAtTicks = fields[19] ?? '';
  const bootId = readText('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
  const workingDirectory = readLink(`/proc/${pid}/cwd`);
  return {
    pid,
    identity: `${bootId}:${startedAtTicks}`,
    name: stat.slice(stat.indexOf('(') + 1, nameEnd),
    command: (readText(`/proc/${pid}/cmdline`) ?? '').split('\0').join(' ').trim(),
    ...(workingDirectory === undefined ? {} : { workingDirectory }),
  };
}

function askPs(pid: number): ProcessFacts | undefined {
  const answer = spawnSync('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  // "Ss   Tue Nov 24 08:02:24 2026     /path/to/postgres -D …"
  const parts = /^\s*(\S+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/s.exec(answer.stdout ?? '');
  const [, state = 'Z', identity = '', command = ''] = parts ?? [];
  if (state.startsWith('Z')) return undefined;
  const [program = ''] = command.trim().split(' -');
  return { pid, identity, name: program.split('/').at(-1) ?? '', command: command.trim() };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
