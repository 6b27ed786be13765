import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresFault } from './embedded-postgres-fault.ts';
import { findProcess, type ProcessFacts } from './process-facts.ts';

interface Holder {
  pid: number;
  identity: string;
}

/** Keeps a second start away from one data folder for as long as this process lives. */
export interface DataHold {
  release(): void;
}

const patienceMs = 3000;

/**
 * Takes the data folder for this process. A hold left by a dead process is taken over.
 * Waits a little for a holder that may be ending, then refuses, naming it.
 */
export async function holdDataFolder(dataDir: string): Promise<DataHold> {
  const holderFile = join(dataDir, 'holder.json');
  const own: Holder = { pid: process.pid, identity: findProcess(process.pid)?.identity ?? '' };
  const ownText = JSON.stringify(own);
  const draft = join(dataDir, `holder.${process.pid}.${randomUUID()}`);
  writeDraft(draft, ownText);
  const patientUntil = performance.now() + patienceMs;
  try {
    for (;;) {
      if (tryLink(draft, holderFile)) return createHold(holderFile, ownText);
      const found = readHolder(holderFile);
      const living = found && findHolder(found.holder);
      if (found && !living) setAside(holderFile, found.text);
      const isHopeless = living?.pid === process.pid || performance.now() > patientUntil;
      if (living && isHopeless) throw heldBy(dataDir, living);
      if (living) await sleep(50);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The living process that holds the data folder, if any. */
export function findDataHolder(dataDir: string): ProcessFacts | undefined {
  const found = readHolder(join(dataDir, 'holder.json'));
  return found && findHolder(found.holder);
}

function writeDraft(draft: string, text: string): void {
  try {
    writeFileSync(draft, text, { mode: 0o600 });
  } catch (cause) {
    throw new EmbeddedPostgresFault(
      'folder_unusable',
      `The data folder ${dirname(draft)} cannot be written by this user. Start as its owner, or set DATA_DIR to another folder.`,
      { cause },
    );
  }
}

function createHold(holderFile: string, ownText: string): DataHold {
  return {
    release() {
      if (readHolder(holderFile)?.text === ownText) rmSync(holderFile, { force: true });
    },
  };
}

function findHolder(holder: Holder): ProcessFacts | undefined {
  const facts = findProcess(holder.pid);
  return facts?.identity === holder.identity ? facts : undefined;
}

function heldBy(dataDir: string, { pid, command }: ProcessFacts): EmbeddedPostgresFault {
  return new EmbeddedPostgresFault(
    'held_by_another_start',
    `${dataDir} is in use by process ${pid} (${command}). Stop that process first, or set DATA_DIR to another folder.`,
  );
}

/** Linking is atomic and brings the whole content, so a half-written holder is never seen. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (err) {
    if (isCode(err, 'EEXIST')) return false;
    throw err;
  }
}

/** Removes a dead holder's file, but puts back what another start linked there in the meantime. */
function setAside(holderFile: string, deadText: string): void {
  const aside = `${holderFile}.${randomUUID()}`;
  try {
    renameSync(holderFile, aside);
  } catch (err) {
    if (isCode(err, 'ENOENT')) return;
    throw err;
  }
  if (readFileSync(aside, 'utf8') !== deadText) tryLink(aside, holderFile);
  rmSync(aside, { force: true });
}

function readHolder(file: string): { text: string; holder: Holder } | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (err) {
    if (isCode(err, 'ENOENT')) return undefined;
    throw err;
  }
  const holder = parseHolder(text);
  return { text, holder };
}

function parseHolder(text: string): Holder {
  try {
    const { pid, identity } = JSON.parse(text) as Partial<Holder>;
    return { pid: Number(pid), identity: String(identity) };
  } catch {
    return { pid: 0, identity: '' };
  }
}

function isCode(err: unknown, code: string): boolean {
  return err instanceof Error && 'code' in err && err.code === code;
}
