import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** npm passes a signal on that the terminal has sent to all of us already. */
const sameSignalWithinMs = 300;

/**
 * Runs a Node program with our terminal and answers its exit code (128 + n after a signal). Signals
 * are passed on, once each; we end only after it. It has an IPC channel to us, so that it can see
 * our end even when we are killed.
 */
export function runToEnd(node, args, { env, cwd, isOwnGroup = false }) {
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  const child = spawn(node, args, { env, cwd, stdio, detached: isOwnGroup });
  const stopForwarding = forwardSignals(child, isOwnGroup);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      stopForwarding();
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

function forwardSignals(child, isOwnGroup) {
  let last = { name: '', at: 0 };
  const forward = (name) => {
    // A terminal sends Ctrl-C to the whole group, so a child in our group has it already.
    if (name === 'SIGINT' && !isOwnGroup && process.stdin.isTTY) return;
    const at = performance.now();
    const isRepeated = name === last.name && at - last.at < sameSignalWithinMs;
    last = { name, at };
    if (!isRepeated) child.kill(name);
  };
  for (const name of forwarded) process.on(name, forward);
  const watching = watchNpm(() => child.kill('SIGTERM'));
  return () => {
    for (const name of forwarded) process.off(name, forward);
    clearInterval(watching);
  };
}

/** npm may be killed without passing that on; then we have a new parent, and end what we started. */
function watchNpm(onGone) {
  const isUnderNpm = process.env.npm_lifecycle_event !== undefined;
  if (!isUnderNpm) return undefined;
  const firstParent = process.ppid;
  const watching = setInterval(() => {
    if (process.ppid === firstParent) return;
    clearInterval(watching);
    onGone();
  }, 500);
  watching.unref();
  return watching;
}
