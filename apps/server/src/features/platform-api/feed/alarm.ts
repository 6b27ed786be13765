import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveListener } from '#platform/live/live-listener.ts';
import type { Hint } from '#platform/live/send-hint.ts';

/** Wakes who waits for a hint of a topic; one that rang before the wait began counts. */
export interface Alarm {
  /** Until a hint comes, the time is over, or the signal aborts. */
  wait(timeoutMs: number): Promise<void>;
  /** So long, or until the signal aborts. */
  pause(timeMs: number): Promise<void>;
  end(): void;
}

export function createAlarm(
  listener: LiveListener,
  { topic, signal }: { topic: Hint['topic']; signal: AbortSignal },
): Alarm {
  let rung = false;
  let wake = new AbortController();
  const unsubscribe = listener.subscribe((message) => {
    if (message.kind === 'hint' && message.hint.topic !== topic) return;
    rung = true;
    wake.abort();
  });
  const pause = async (timeMs: number, also: AbortSignal[] = []) => {
    if (timeMs <= 0) return;
    const either = AbortSignal.any([signal, ...also]);
    await sleep(timeMs, undefined, { signal: either }).catch(() => undefined);
  };
  return {
    async wait(timeoutMs) {
      if (!rung) await pause(timeoutMs, [wake.signal]);
      rung = false;
      wake = new AbortController();
    },
    pause,
    end: unsubscribe,
  };
}
