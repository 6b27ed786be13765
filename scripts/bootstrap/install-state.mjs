import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMusl, readJson } from './node-package.mjs';

/** True when node_modules is what package-lock.json says, for this system. */
export function isInstalled(rootDir) {
  const marker = markerFile(rootDir);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === fingerprint(rootDir)) return true;
  if (!isWhatLockSays(rootDir)) return false;
  // Somebody installed by hand.
  markInstalled(rootDir);
  return true;
}

export function markInstalled(rootDir) {
  mkdirSync(join(rootDir, 'node_modules'), { recursive: true });
  writeFileSync(markerFile(rootDir), fingerprint(rootDir));
}

const markerFile = (rootDir) => join(rootDir, 'node_modules', '.installed');

function fingerprint(rootDir) {
  const hash = createHash('sha256').update(readFileSync(join(rootDir, 'package-lock.json')));
  return `${hash.digest('hex')} ${process.platform}-${process.arch}\n`;
}

/** Compares with the list that npm leaves in node_modules after each install. */
function isWhatLockSays(rootDir) {
  const listFile = join(rootDir, 'node_modules', '.package-lock.json');
  if (!existsSync(listFile)) return false;
  const there = readJson(listFile).packages;
  const wanted = readJson(join(rootDir, 'package-lock.json')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    const found = there[path];
    if (found === undefined) return path === '' || mayBeLeftOut(entry);
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/**
 * npm leaves out what is for other systems, and with it what only such packages need, which is
 * optional but names no system itself.
 */
function mayBeLeftOut(entry) {
  const namesSystem = entry.os !== undefined || entry.cpu !== undefined;
  return !isForThisSystem(entry) || (entry.optional === true && !namesSystem);
}

function isForThisSystem({ os, cpu, libc }) {
  const fits = (list, value) => list === undefined || [list].flat().includes(value);
  const isRightC = process.platform !== 'linux' || fits(libc, isMusl() ? 'musl' : 'glibc');
  return fits(os, process.platform) && fits(cpu, process.arch) && isRightC;
}
