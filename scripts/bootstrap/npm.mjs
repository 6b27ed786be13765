import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { BootstrapFault } from './bootstrap-fault.mjs';

/** Runs npm, in the version that runs us, on the given Node; a failure of npm ends the start. */
export async function runNpm(node, args, cwd) {
  const path = [dirname(node), process.env.PATH].join(delimiter);
  const env = { ...withoutNpmRun(process.env), PATH: path };
  // npm's report is for people; the output of the command they gave should stay clean.
  const child = spawn(node, [findNpm(), ...args], { cwd, env, stdio: ['ignore', 2, 2] });
  const stop = (signal) => child.kill(signal);
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const [code, signal] = await once(child, 'exit');
  process.off('SIGINT', stop).off('SIGTERM', stop);
  if (signal) process.exit(130);
  if (code !== 0)
    throw new BootstrapFault(
      `npm could not install the packages (see above). Start again when that is solved.`,
    );
}

function findNpm() {
  const fromPath = (process.env.PATH ?? '').split(delimiter).map((dir) => join(dir, 'npm'));
  const besideNode = join(
    dirname(dirname(process.execPath)),
    'lib/node_modules/npm/bin/npm-cli.js',
  );
  const found = [process.env.npm_execpath, besideNode, ...fromPath]
    .filter((path) => path && existsSync(path))
    .map((path) => realpathSync(path))
    .find((path) => basename(path) === 'npm-cli.js');
  if (found) return found;
  throw new BootstrapFault('npm was not found. It comes with Node; start with "npm start".');
}

/** What an outer `npm start` tells its script would mislead an npm inside of it. */
function withoutNpmRun(env) {
  const isOuter = (name) =>
    /^npm_(package|lifecycle|command|config_(local_)?prefix|config_workspace)/i.test(name);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isOuter(name)));
}
