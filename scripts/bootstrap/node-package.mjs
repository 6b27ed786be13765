import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BootstrapFault } from './bootstrap-fault.mjs';

/** The npm package that holds Node 26 for this system, as the root package.json pins it. */
export function findNodePackage(rootDir) {
  const { optionalDependencies } = readJson(join(rootDir, 'package.json'));
  const system = `${process.platform}-${process.arch}`;
  const name = Object.keys(optionalDependencies).find((candidate) =>
    candidate.endsWith(`-${system}`),
  );
  if (!name || isMusl()) {
    throw new BootstrapFault(
      `There is no Node 26 from npm for ${system}${isMusl() ? ' with musl' : ''}. ` +
        'This runs on Linux with glibc (x64, arm64) and on macOS.',
    );
  }
  return { name, version: optionalDependencies[name] };
}

/** Where the package's `node` lies in a folder's node_modules; undefined when it is not there. */
export function findNodeBinary(dir, { name, version }) {
  const packageDir = join(dir, 'node_modules', name);
  const packageFile = join(packageDir, 'package.json');
  if (!existsSync(packageFile)) return undefined;
  const found = readJson(packageFile);
  const binary = join(packageDir, found.bin?.node ?? 'bin/node');
  return found.version === version && existsSync(binary) ? binary : undefined;
}

export function isMusl() {
  if (process.platform !== 'linux') return false;
  return process.report.getReport().header.glibcVersionRuntime === undefined;
}

export function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
