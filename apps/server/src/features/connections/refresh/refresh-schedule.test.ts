import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailingLong, toNextRefresh, toNextRetry } from './refresh-schedule.ts';

const now = new Date('2026-11-24T12:00:00Z');
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const ago = (ms: number) => new Date(now.getTime() - ms);
const waitOf = (at: Date) => at.getTime() - now.getTime();

describe('the daily refresh of an account', () => {
  it('comes a day later, give or take a tenth of it', () => {
    expect(waitOf(toNextRefresh(now, 0))).toBe(21.6 * hourMs);
    expect(waitOf(toNextRefresh(now, 0.5))).toBe(24 * hourMs);
    expect(waitOf(toNextRefresh(now, 1))).toBe(26.4 * hourMs);
  });

  it.each([
    [0, 15 * minuteMs],
    [14 * minuteMs, 15 * minuteMs],
    [30 * minuteMs, 30 * minuteMs],
    [23 * hourMs, 23 * hourMs],
    [24 * hourMs, 24 * hourMs],
    [30 * 24 * hourMs, 24 * hourMs],
  ])('is tried again, after failing for %i ms, in %i ms', (failedMs, waitMs) => {
    expect(waitOf(toNextRetry(now, ago(failedMs), 0.5))).toBe(waitMs);
  });

  it('never waits less than 13 minutes or more than 27 hours, whatever the clocks say', () => {
    const moment = fc.date({ min: new Date(0), max: new Date(8e12), noInvalidDate: true });
    const random = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(moment, random, (since, luck) => {
        const waitMs = waitOf(toNextRetry(now, since, luck));
        expect(waitMs).toBeGreaterThan(13 * minuteMs);
        expect(waitMs).toBeLessThan(27 * hourMs);
      }),
    );
  });

  it('asks for a person once it has failed for seven days, and no sooner', () => {
    expect(isFailingLong(now, ago(7 * 24 * hourMs - 1))).toBe(false);
    expect(isFailingLong(now, ago(7 * 24 * hourMs))).toBe(true);
  });
});
