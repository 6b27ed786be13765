/**
 * Builds the web pages into apps/web/dist, when what they are made of has changed since the last
 * build. Exports buildWeb for those who need the pages; run as a program, it does the same.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rootDir = fileURLToPath(new URL('..', import.meta.url));
const webDir = join(rootDir, 'apps/web');
const distDir = join(webDir, 'dist');
const stampFile = join(distDir, '.inputs');
const inputs = ['apps/web', 'packages/contract', 'package-lock.json', 'tsconfig.base.json'];
const outputs = new Set(['node_modules', 'dist', '.tanstack', 'coverage']);

/**
 * Builds when needed, in a process of its own: a build takes hundreds of MB that a server would keep.
 * @throws Error when the build failed; it has told why
 */
export async function buildWebApart(): Promise<void> {
  if (await isCurrent(await hashInputs())) return;
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('The web pages could not be built (see above).');
}

async function isCurrent(inputsHash: string): Promise<boolean> {
  return existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === inputsHash;
}

/** Answers whether a build was needed. The old pages stay whole until the new ones are complete. */
export async function buildWeb(): Promise<'built' | 'unchanged'> {
  if (await isCurrent(await hashInputs())) return 'unchanged';
  const draftDir = join(webDir, 'node_modules', `.dist-${process.pid}`);
  const { build } = await import('vite');
  try {
    await mkdir(draftDir, { recursive: true });
    await build({ root: webDir, logLevel: 'warn', build: { outDir: draftDir, emptyOutDir: true } });
    // A build may write sources of its own (the route tree), which count as inputs too.
    await writeFile(join(draftDir, '.inputs'), await hashInputs());
    await rm(distDir, { recursive: true, force: true });
    await rename(draftDir, distDir);
  } finally {
    await rm(draftDir, { recursive: true, force: true });
  }
  return 'built';
}

async function hashInputs(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await Promise.all(inputs.map(listFiles))).flat()) {
    hash
      .update(`${file}\0`)
      .update(await readFile(join(rootDir, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

async function listFiles(path: string): Promise<string[]> {
  if (!existsSync(join(rootDir, path))) return [];
  const entries = await readdir(join(rootDir, path), { withFileTypes: true }).catch(
    () => undefined,
  );
  if (!entries) return [path];
  const sorted = entries
    .filter(({ name }) => !outputs.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const nested = sorted.map((entry) =>
    entry.isDirectory() ? listFiles(join(path, entry.name)) : [join(path, entry.name)],
  );
  return (await Promise.all(nested)).flat();
}

if (import.meta.main) {
  const startedAt = performance.now();
  try {
    const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1);
    if ((await buildWeb()) === 'built') console.error(`Built the web pages in ${seconds()} s.`);
  } catch (err) {
    console.error(err instanceof Error ? err.message : err);
    process.exitCode = 1;
  }
}
