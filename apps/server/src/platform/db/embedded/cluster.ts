import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresFault } from './embedded-postgres-fault.ts';
import { giveTo, type RunAs } from './run-as.ts';
import { chooseSettings, readSettings, writeSettings, type EmbeddedSettings } from './settings.ts';

/** The superuser of an embedded cluster, and the database that the product uses in it. */
export const clusterUser = 'leads';
export const clusterDatabase = 'leads';

/** Where a data folder keeps its cluster, ready to be started. */
export interface Cluster {
  clusterDir: string;
  logFile: string;
  settings: EmbeddedSettings;
  settingsFile: string;
}

/** The folder in the data folder in which all of PostgreSQL's own lies; other accounts may enter, not read secrets. */
export function openHome(dataDir: string): string {
  const homeDir = join(dataDir, 'postgres');
  try {
    mkdirSync(homeDir, { recursive: true });
    if (statSync(homeDir).uid === process.getuid?.()) chmodSync(homeDir, 0o755);
  } catch (cause) {
    throw new EmbeddedPostgresFault(
      'folder_unusable',
      `${homeDir} cannot be made or used (${cause instanceof Error ? cause.message : 'unknown reason'}). Set DATA_DIR to a folder that this user may write.`,
      { cause },
    );
  }
  return homeDir;
}

/**
 * Makes the cluster when the folder has none: in a draft that takes its name when it is complete, so
 * that a start cut off in the middle leaves nothing half made. Refuses data of another major version
 * and data that belongs to somebody else.
 */
export async function prepareCluster(homeDir: string, runAs: RunAs): Promise<Cluster> {
  const cluster = join(homeDir, 'cluster');
  const clusterDir = join(cluster, 'data');
  const settingsFile = join(cluster, 'settings.json');
  removeDrafts(homeDir);
  if (!existsSync(cluster)) await createCluster(cluster, runAs);
  requireOwner(clusterDir, runAs);
  requireSameMajorVersion(clusterDir, runAs.binaries.majorVersion);
  giveTo(clusterDir, runAs);
  const settings = readSettings(settingsFile);
  return { clusterDir, settingsFile, settings, logFile: join(homeDir, 'server.log') };
}

async function createCluster(cluster: string, runAs: RunAs): Promise<void> {
  const draft = `${cluster}.draft-${process.pid}`;
  const clusterDir = join(draft, 'data');
  const passwordFile = join(draft, 'password');
  mkdirSync(clusterDir, { recursive: true });
  chmodSync(draft, 0o755);
  chmodSync(clusterDir, 0o700);
  const settings = await chooseSettings();
  writeSettings(join(draft, 'settings.json'), settings);
  writeFileSync(passwordFile, settings.password, { mode: 0o600 });
  if (process.getuid?.() === 0) {
    chownSync(clusterDir, runAs.ownerUid, runAs.ownerGid);
    chownSync(passwordFile, runAs.ownerUid, runAs.ownerGid);
  }
  await runInitdb({ clusterDir, passwordFile, runAs });
  rmSync(passwordFile);
  renameSync(draft, cluster);
}

async function runInitdb(options: {
  clusterDir: string;
  passwordFile: string;
  runAs: RunAs;
}): Promise<void> {
  const { clusterDir, passwordFile, runAs } = options;
  const {
    program,
    args,
    options: spawnOptions,
  } = runAs.wrap(runAs.binaries.initdb, [
    `--pgdata=${clusterDir}`,
    `--username=${clusterUser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ]);
  const child = spawn(program, args, { ...spawnOptions, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const [code] = await once(child, 'close');
  if (code === 0) return;
  throw new EmbeddedPostgresFault(
    'initdb_failed',
    `PostgreSQL could not create its data in ${clusterDir} (as ${runAs.name}): ${complaint.trim()}`,
  );
}

function removeDrafts(homeDir: string): void {
  for (const name of readdirSync(homeDir)) {
    if (name.startsWith('cluster.draft-')) {
      rmSync(join(homeDir, name), { recursive: true, force: true });
    }
  }
}

function requireSameMajorVersion(clusterDir: string, ours: string): void {
  const theirs = readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8').trim();
  if (theirs === ours) return;
  throw new EmbeddedPostgresFault(
    'other_major_version',
    `${clusterDir} holds data of PostgreSQL ${theirs}, but this release brings PostgreSQL ${ours}. ` +
      `Start the release that wrote it, run "npm run backup" there, then set DATA_DIR to a new folder and run "npm run restore" here.`,
  );
}

function requireOwner(clusterDir: string, { ownerUid }: RunAs): void {
  const { uid } = statSync(clusterDir);
  if (process.getuid?.() === 0 || uid === ownerUid) return;
  throw new EmbeddedPostgresFault(
    'not_the_owner',
    `${clusterDir} belongs to user id ${uid}, but this is user id ${ownerUid}. Start as that user, or set DATA_DIR to another folder.`,
  );
}
