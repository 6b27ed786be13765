import { spawnSync, type SpawnOptions } from 'node:child_process';
import { lchownSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresFault } from './embedded-postgres-fault.ts';
import { copyBinaries, type PostgresBinaries } from './postgres-binaries.ts';

/** PostgreSQL refuses to run as root; this is how a program of it is run instead. */
export interface RunAs {
  /** For the log: "account postgres", "user namespace", … */
  name: string;
  /** Whom the cluster folder must belong to. */
  ownerUid: number;
  ownerGid: number;
  binaries: PostgresBinaries;
  /** The program, arguments and spawn options that run it in this way. */
  wrap(program: string, args: string[]): Wrapped;
}

export interface Wrapped {
  program: string;
  args: string[];
  options: Pick<SpawnOptions, 'uid' | 'gid' | 'env' | 'cwd'>;
}

interface Account {
  name: string;
  uid: number;
  gid: number;
}

const overflowId = '65534';

/**
 * Chooses the first way that works here: plainly when not root; as an account that can reach the
 * programs and the folder; as root in a user namespace; as such an account from a copy of the
 * programs. Never changes the mode of a folder that is not ours.
 */
export function chooseRunAs(options: {
  binaries: PostgresBinaries;
  /** An existing folder of ours in which the cluster folder will be. */
  homeDir: string;
  log: { warn(fields: object, message: string): void };
}): RunAs {
  const { binaries, homeDir, log } = options;
  if (process.getuid?.() !== 0) return asOurselves(binaries);
  const accounts = ['postgres', 'nobody'].flatMap(findAccount);
  const ways = [...accounts.map((account) => asAccount(account, binaries)), inNamespace(binaries)];
  const way = ways.find((candidate) => isUsable(candidate, homeDir));
  if (way) return way;
  const account = accounts.find((candidate) => canEnter(asAccount(candidate, binaries), homeDir));
  if (account) {
    const copy = copyBinaries(binaries, homeDir);
    log.warn(
      { copiedTo: copy.root },
      `PostgreSQL does not run as root, and account ${account.name} cannot read ${binaries.root}: running a copy of its programs`,
    );
    return asAccount(account, copy);
  }
  throw new EmbeddedPostgresFault(
    'root_refused',
    `PostgreSQL does not run as root, this system allows no user namespaces, and no other account can enter ${homeDir}. ` +
      'Start as an ordinary user, or set DATA_DIR to a folder that others can enter, or set DATABASE_URL.',
  );
}

/** Gives the folder and all in it to the owner that the way of running needs. */
export function giveTo(path: string, { ownerUid, ownerGid }: RunAs): void {
  if (process.getuid?.() !== 0 || statSync(path).uid === ownerUid) return;
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(path, name), ownerUid, ownerGid);
  }
  // Last, so that a start that was cut off in the middle does it all again.
  lchownSync(path, ownerUid, ownerGid);
}

// Nothing of our own environment (secrets, PG* variables) reaches PostgreSQL.
const env = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', TZ: 'UTC', LC_ALL: 'C' };

function asOurselves(binaries: PostgresBinaries): RunAs {
  return {
    name: 'this user',
    ownerUid: process.getuid?.() ?? 0,
    ownerGid: process.getgid?.() ?? 0,
    binaries,
    wrap: (program, args) => ({ program, args, options: { env, cwd: '/' } }),
  };
}

function asAccount({ name, uid, gid }: Account, binaries: PostgresBinaries): RunAs {
  return {
    name: `account ${name}`,
    ownerUid: uid,
    ownerGid: gid,
    binaries,
    wrap: (program, args) => ({ program, args, options: { env, cwd: '/', uid, gid } }),
  };
}

/** Root outside, and so the owner of its files; an ordinary user inside, and so good enough for PostgreSQL. */
function inNamespace(binaries: PostgresBinaries): RunAs {
  const flags = ['--user', `--map-user=${overflowId}`, `--map-group=${overflowId}`, '--'];
  return {
    name: 'user namespace',
    ownerUid: 0,
    ownerGid: 0,
    binaries,
    wrap: (program, args) => ({
      program: 'unshare',
      args: [...flags, program, ...args],
      options: { env, cwd: '/' },
    }),
  };
}

function isUsable(way: RunAs, homeDir: string): boolean {
  const { initdb, postgres } = way.binaries;
  const script = 'cd "$1" && "$2" --version >/dev/null && "$3" --version >/dev/null';
  return succeeds(way, ['-c', script, 'sh', homeDir, postgres, initdb]);
}

function canEnter(way: RunAs, homeDir: string): boolean {
  return succeeds(way, ['-c', 'cd "$1"', 'sh', homeDir]);
}

function succeeds(way: RunAs, shellArgs: string[]): boolean {
  const { program, args, options } = way.wrap('/bin/sh', shellArgs);
  return spawnSync(program, args, { ...options, stdio: 'ignore' }).status === 0;
}

function findAccount(name: string): Account[] {
  const ask = (flag: string) => spawnSync('id', [flag, name], { encoding: 'utf8' });
  const user = ask('-u');
  const group = ask('-g');
  if (user.status !== 0 || group.status !== 0) return [];
  // macOS tells nobody's -2 as an unsigned number.
  return [{ name, uid: Number(user.stdout) | 0, gid: Number(group.stdout) | 0 }];
}
