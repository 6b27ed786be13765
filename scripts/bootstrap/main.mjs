import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BootstrapFault } from './bootstrap-fault.mjs';
import { runToEnd } from './child.mjs';
import { ensureInstalled } from './install.mjs';

const rootDir = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const usage =
  'Say what to do: start, test, or run <file.ts or name in node_modules/.bin> [arguments].';

/** Installs when needed, then does what the arguments say and ends with its exit code. */
export async function main([command, ...args]) {
  if (!['start', 'test', 'run'].includes(command)) throw new BootstrapFault(usage);
  const node = await ensureInstalled(rootDir);
  const runNode = (nodeArgs, options) =>
    runToEnd(node, nodeArgs, { env: environment(node), ...options });
  if (command === 'start') process.exitCode = await start(runNode, args);
  if (command === 'test')
    process.exitCode = await runNode(['scripts/check.ts', ...args], { cwd: rootDir });
  if (command === 'run') process.exitCode = await runNode([programFile(args[0]), ...args.slice(1)]);
}

/** Away from the terminal's Ctrl-C, so that it alone decides in which order its children end. */
function start(runNode, args) {
  return runNode(['apps/server/src/start.ts', ...args], { cwd: rootDir, isOwnGroup: true });
}

/** Tools that look for `node` themselves find the same one; compiled code is kept between starts. */
function environment(node) {
  const compileCache = join(rootDir, 'node_modules', '.cache', 'node-compile');
  return {
    NODE_COMPILE_CACHE: compileCache,
    ...process.env,
    PATH: [dirname(node), join(rootDir, 'node_modules', '.bin'), process.env.PATH].join(':'),
  };
}

function programFile(name) {
  if (!name) throw new BootstrapFault(usage);
  const file = [join(rootDir, name), join(rootDir, 'node_modules', '.bin', name)].find(existsSync);
  if (file) return file;
  throw new BootstrapFault(
    `There is no file ${name} in this repository, and no such program in node_modules/.bin.`,
  );
}
