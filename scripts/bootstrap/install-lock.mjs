import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const beatMs = 2000;
const deadAfterMs = 15_000;

/** Does the work while no other start in this folder does it; waits for its turn. */
export async function withInstallLock(lockFile, work) {
  const own = `${process.pid} ${Date.now()}`;
  await take(lockFile, own);
  const beating = setInterval(() => beat(lockFile), beatMs);
  try {
    return await work();
  } finally {
    clearInterval(beating);
    if (read(lockFile) === own) rmSync(lockFile, { force: true });
  }
}

async function take(lockFile, own) {
  for (let isTold = false; ; await sleep(300)) {
    try {
      writeFileSync(lockFile, own, { flag: 'wx' });
      return;
    } catch (err) {
      if (err.code !== 'EEXIST') throw err;
    }
    const held = read(lockFile);
    if (held !== undefined && isDead(lockFile, held)) setAside(lockFile, held);
    else if (!isTold) {
      console.error(
        `Another start (process ${held?.split(' ')[0]}) is installing; waiting for it.`,
      );
      isTold = true;
    }
  }
}

/** The holder touches its lock all the time, so a lock left by a killed start grows old. */
function isDead(lockFile, held) {
  const touchedAt = statSync(lockFile, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  return Date.now() - touchedAt > deadAfterMs || !isAlive(Number(held.split(' ')[0]));
}

function isAlive(pid) {
  if (!(pid > 0)) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (err) {
    return err.code === 'EPERM';
  }
}

/** Only one of several that wait can rename a file away; a fresh lock taken by mistake is put back. */
function setAside(lockFile, dead) {
  const aside = `${lockFile}.${process.pid}`;
  try {
    renameSync(lockFile, aside);
  } catch (err) {
    if (err.code === 'ENOENT') return;
    throw err;
  }
  if (read(aside) === dead) rmSync(aside, { force: true });
  else renameSync(aside, lockFile);
}

function beat(lockFile) {
  try {
    utimesSync(lockFile, new Date(), new Date());
  } catch (err) {
    if (err.code !== 'ENOENT') throw err;
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
