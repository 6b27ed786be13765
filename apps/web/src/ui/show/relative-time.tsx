import { useSyncExternalStore } from 'react';
import { toAgeWords, toExactTime } from './time-words.ts';

const listeners = new Set<() => void>();
let ticker: ReturnType<typeof setInterval> | undefined;

/** One clock for all ages on the page, which turns every 30 s. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticker ??= setInterval(() => {
    for (const one of listeners) one();
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticker);
    ticker = undefined;
  };
}

const readHalfMinute = (): number => Math.floor(Date.now() / 30_000);

export interface RelativeTimeProps {
  /** RFC 3339 instant; nothing known shows "–". */
  at: string | null | undefined;
}

/** An instant in words ("2 hours ago"), exact in the reader's zone on hover. */
export function RelativeTime({ at }: RelativeTimeProps) {
  const halfMinute = useSyncExternalStore(subscribe, readHalfMinute);
  if (at === null || at === undefined) return <>–</>;
  const instant = new Date(at);
  return (
    <time dateTime={at} title={toExactTime(instant)}>
      {toAgeWords(instant, new Date(halfMinute * 30_000))}
    </time>
  );
}
