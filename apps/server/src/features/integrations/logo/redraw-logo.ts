import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { RedrawReply, RedrawRequest } from './redraw-process.ts';

export type Redrawn = { png: Buffer } | { refusal: string };

/** Starting takes its time on a busy machine; the limit counts from when the picture is handed over. */
const startTimeoutMs = 15_000;
const redrawTimeoutMs = 1_000;

let last: Promise<unknown> = Promise.resolve();

/**
 * Redraws a picture to a PNG of at most 512 pixels a side, without anything else that was in the file. One at a time;
 * what takes longer than a second is refused and its process ended.
 */
export function redrawLogo(request: RedrawRequest): Promise<Redrawn> {
  const redrawn = last.then(() => redrawAlone(request));
  last = redrawn.catch(() => undefined);
  return redrawn;
}

async function redrawAlone(request: RedrawRequest): Promise<Redrawn> {
  const child = fork(fileURLToPath(new URL('./redraw-process.ts', import.meta.url)), {
    serialization: 'advanced',
    execArgv: [],
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // Sending to a process that has just ended is reported here too; the missing reply says it all.
  child.on('error', () => undefined);
  try {
    const started = await nextReply(child, startTimeoutMs);
    if (started === undefined) throw new Error('the redrawing process did not start');
    child.send(request);
    const reply = await nextReply(child, redrawTimeoutMs);
    if (reply === undefined)
      return { refusal: 'The picture takes too long to draw. Use a simpler one.' };
    if ('ready' in reply) throw new Error('the redrawing process spoke out of turn');
    return 'png' in reply ? { png: Buffer.from(reply.png) } : reply;
  } finally {
    child.kill('SIGKILL');
  }
}

/** The next message; undefined when the time is over or the process ended before, as one that ran out of memory does. */
async function nextReply(child: ChildProcess, timeoutMs: number): Promise<RedrawReply | undefined> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  try {
    const [reply] = await Promise.race([
      once(child, 'message', { signal: stop.signal }),
      once(child, 'exit', { signal: stop.signal }).then(() => [undefined]),
    ]);
    return reply as RedrawReply | undefined;
  } catch (err) {
    if (stop.signal.aborted) return undefined;
    throw err;
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}
