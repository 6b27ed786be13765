import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BootstrapFault } from './bootstrap-fault.mjs';
import { withInstallLock } from './install-lock.mjs';
import { isInstalled, markInstalled } from './install-state.mjs';
import { findNodeBinary, findNodePackage, readJson } from './node-package.mjs';
import { runNpm } from './npm.mjs';

// NODE_ENV=production or a setting of the user must not leave half of the packages out.
const installArgs = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];

/** Answers the path of Node 26, after an install when package-lock.json has changed since the last. */
export async function ensureInstalled(rootDir) {
  const nodePackage = findNodePackage(rootDir);
  const findReady = () => isInstalled(rootDir) && findNodeBinary(rootDir, nodePackage);
  const ready = findReady();
  if (ready) return ready;
  const scratchDir = join(rootDir, '.node');
  mkdirSync(scratchDir, { recursive: true });
  return withInstallLock(join(scratchDir, 'install.lock'), async () => {
    const installedByOther = findReady();
    if (installedByOther) return installedByOther;
    return install(rootDir, scratchDir, nodePackage);
  });
}

async function install(rootDir, scratchDir, nodePackage) {
  console.error('Installing packages (at first, and when package-lock.json has changed) …');
  const node = await getNode(rootDir, scratchDir, nodePackage);
  await runNpm(node, installArgs, rootDir);
  const installed = findNodeBinary(rootDir, nodePackage);
  if (!installed) {
    throw new BootstrapFault(
      `npm left out ${nodePackage.name}, which holds Node 26. Is "optional" among npm's omitted kinds?`,
    );
  }
  markInstalled(rootDir);
  rmSync(join(scratchDir, 'node_modules'), { recursive: true, force: true });
  return installed;
}

/**
 * npm leaves out optional native packages that ask for a newer Node than it runs on (some do from
 * 20.19), and does so silently. So Node 26 comes first, alone, and the whole install runs on it.
 */
async function getNode(rootDir, scratchDir, nodePackage) {
  if (process.versions.node === nodePackage.version) return process.execPath;
  const { name, version } = nodePackage;
  const lock = readJson(join(rootDir, 'package-lock.json'));
  const entry = lock.packages[`node_modules/${name}`] ?? {};
  if (entry.version !== version)
    throw new BootstrapFault(
      `package-lock.json does not have ${name} ${version}. Run "npm install" once.`,
    );
  const manifest = {
    name: 'node-26',
    version: '1.0.0',
    private: true,
    dependencies: { [name]: version },
  };
  const scratchLock = {
    name: manifest.name,
    version: manifest.version,
    lockfileVersion: lock.lockfileVersion,
    requires: true,
    packages: { '': manifest, [`node_modules/${name}`]: { ...entry, optional: undefined } },
  };
  writeFileSync(join(scratchDir, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(scratchDir, 'package-lock.json'), JSON.stringify(scratchLock));
  const npmSettings = join(rootDir, '.npmrc');
  if (existsSync(npmSettings)) copyFileSync(npmSettings, join(scratchDir, '.npmrc'));
  await runNpm(process.execPath, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], scratchDir);
  return findNodeBinary(scratchDir, nodePackage);
}
