import type { Attempt } from '../deliver/attempt-delivery.ts';
import { isProbeGroup } from '../delivery-queue.ts';
import { nextWaitMs } from './retry-schedule.ts';

const dayMs = 24 * 60 * 60 * 1_000;

export type Verdict =
  | { state: 'succeeded' }
  | { state: 'failed' }
  | { state: 'waiting'; waitMs: number };

/** The receiver says that this address is no more. */
export const isGone = ({ status }: Pick<Attempt, 'status'>): boolean => status === 410;

/** What a try makes of its message. */
export function judgeAttempt(attempt: Attempt, random: number): Verdict {
  const { delivery, number, startedAtMs, durationMs, retryAfterMs } = attempt;
  if (attempt.succeeded) return { state: 'succeeded' };
  if (delivery.oneTry) return { state: delivery.hasSucceeded ? 'succeeded' : 'failed' };
  const isProbe = isProbeGroup(attempt.job.groupId);
  if (isGone(attempt) && !isProbe) return { state: 'failed' };
  const firstAtMs = delivery.firstAttemptAt?.getTime() ?? startedAtMs;
  const sinceFirstMs = startedAtMs + durationMs - firstAtMs;
  const waitMs = nextWaitMs({ number, sinceFirstMs, retryAfterMs, random });
  if (waitMs !== undefined) return { state: 'waiting', waitMs };
  // What is held is not used up by looking whether its receiver is back.
  return isProbe ? { state: 'waiting', waitMs: dayMs } : { state: 'failed' };
}
