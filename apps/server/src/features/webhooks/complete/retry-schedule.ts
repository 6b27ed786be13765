const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** From the end of a failed try to the next one; the last wait repeats. */
const waitsMs = [
  5 * secondMs,
  1 * minuteMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
] as const;

/** No try begins later than this after the first. */
const triesEndAfterMs = 30 * 24 * hourMs;
/** Waits are stretched by up to this share, so that what failed together does not come back together. */
const jitterShare = 0.2;
const retryAfterMinMs = 1 * secondMs;
const retryAfterMaxMs = 24 * hourMs;

export interface FailedTry {
  /** 1 for the first. */
  number: number;
  /** From the start of the first try to the end of this one. */
  sinceFirstMs: number;
  /** What the receiver asked for, see parseRetryAfter. */
  retryAfterMs?: number | undefined;
  /** At least 0, below 1. */
  random: number;
}

/**
 * How long to wait before the next try; undefined when the schedule is over. A receiver's `Retry-After` replaces the
 * schedule's wait, but is never taken for less than a second or more than a day.
 */
export function nextWaitMs({
  number,
  sinceFirstMs,
  retryAfterMs,
  random,
}: FailedTry): number | undefined {
  const scheduledMs = waitsMs[Math.min(number, waitsMs.length) - 1] ?? waitsMs[0];
  const plainMs =
    retryAfterMs === undefined
      ? scheduledMs
      : Math.min(Math.max(retryAfterMs, retryAfterMinMs), retryAfterMaxMs);
  const waitMs = Math.round(plainMs * (1 + jitterShare * random));
  return sinceFirstMs + waitMs > triesEndAfterMs ? undefined : waitMs;
}

/** A `Retry-After` in seconds or as a date (RFC 9110 §10.2.3); undefined where it says neither. */
export function parseRetryAfter(text: string | undefined, nowMs: number): number | undefined {
  const trimmed = text?.trim() ?? '';
  if (/^\d{1,15}$/.test(trimmed)) return Number(trimmed) * secondMs;
  // Every date format of HTTP begins with the name of a day; Date.parse alone would also read "-5".
  if (!/^[A-Z][a-z]+,? /.test(trimmed)) return undefined;
  const atMs = Date.parse(trimmed);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}
