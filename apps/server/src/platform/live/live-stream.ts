import type { ServerResponse } from 'node:http';
import type { LiveListener } from './live-listener.ts';
import type { Hint } from './send-hint.ts';

/** Equal hints within this time are told once. */
const coalesceMs = 100;
const heartbeatMs = 15_000;
const recheckMs = 30_000;

export interface StreamOptions {
  listener: LiveListener;
  /** The raw response, its headers already sent. */
  response: ServerResponse;
  isForCaller(hint: Hint): boolean;
  /** Whether the caller's session still holds; asked every 30 s. */
  isStillValid(): Promise<boolean>;
}

/** Writes hints as server-sent events until either side ends; answers how to end it. */
export function streamHints({
  listener,
  response,
  isForCaller,
  isStillValid,
}: StreamOptions): () => void {
  const waiting = new Map<string, string>();
  let flushTimer: NodeJS.Timeout | undefined;

  const flush = () => {
    flushTimer = undefined;
    for (const text of waiting.values()) response.write(text);
    waiting.clear();
  };
  const push = (data: { topic: string; id: string; byUserId?: string | undefined }) => {
    const text = `event: hint\ndata: ${JSON.stringify(data)}\n\n`;
    waiting.set(text, text);
    flushTimer ??= setTimeout(flush, coalesceMs);
  };
  const unsubscribe = listener.subscribe((message) => {
    if (message.kind === 'refetch') push({ topic: 'refetch', id: '' });
    else if (isForCaller(message.hint)) {
      const { topic, id, byUserId } = message.hint;
      push({ topic, id, byUserId });
    }
  });
  const heartbeat = setInterval(() => response.write(': alive\n\n'), heartbeatMs);
  const recheck = setInterval(() => {
    isStillValid().then(
      (valid) => {
        if (!valid) end();
      },
      () => undefined,
    );
  }, recheckMs);

  let ended = false;
  function end(): void {
    if (ended) return;
    ended = true;
    clearTimeout(flushTimer);
    clearInterval(heartbeat);
    clearInterval(recheck);
    unsubscribe();
    response.end();
  }
  response.once('close', end);
  response.write('retry: 2000\n\n: ready\n\n');
  return end;
}
