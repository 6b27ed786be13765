const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Accounts connected in one hour are not refreshed in one hour for ever. */
const spread = 0.1;
const firstRetryMs = 15 * minuteMs;

/** How long a refresh may fail before a person is asked to look at it. */
export const failingDaysMax = 7;

/** The next daily refresh: a day later, give or take a tenth. `random` is from 0 to 1. */
export function toNextRefresh(now: Date, random: number): Date {
  return new Date(now.getTime() + vary(dayMs, random));
}

/** The next try after a failed one: as long again as it has been failing, between 15 minutes and a day. */
export function toNextRetry(now: Date, failingSince: Date, random: number): Date {
  const elapsedMs = now.getTime() - failingSince.getTime();
  const waitMs = Math.min(Math.max(elapsedMs, firstRetryMs), dayMs);
  return new Date(now.getTime() + vary(waitMs, random));
}

export function isFailingLong(now: Date, failingSince: Date): boolean {
  return now.getTime() - failingSince.getTime() >= failingDaysMax * dayMs;
}

function vary(ms: number, random: number): number {
  return Math.round(ms * (1 - spread + 2 * spread * random));
}
