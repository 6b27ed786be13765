import { describe, expect, it } from 'vitest';
import { nextWaitMs, parseRetryAfter } from './retry-schedule.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('nextWaitMs', () => {
  it.each([
    [1, 5 * second],
    [2, minute],
    [3, 5 * minute],
    [4, 30 * minute],
    [5, 2 * hour],
    [6, 5 * hour],
    [7, 10 * hour],
    [8, 14 * hour],
    [9, 20 * hour],
    [10, day],
    [11, day],
    [25, day],
  ])('waits after try %i as the schedule says', (number, waitMs) => {
    expect(nextWaitMs({ number, sinceFirstMs: 0, random: 0 })).toBe(waitMs);
  });

  it('stretches a wait by up to a fifth', () => {
    expect(nextWaitMs({ number: 2, sinceFirstMs: 0, random: 0.5 })).toBe(66 * second);
    expect(nextWaitMs({ number: 2, sinceFirstMs: 0, random: 0.999_999 })).toBeLessThanOrEqual(
      72 * second,
    );
  });

  it.each([
    [29 * day, day],
    [29 * day + 1, undefined],
    [40 * day, undefined],
  ])('ends 30 days after the first try (%i ms)', (sinceFirstMs, waitMs) => {
    expect(nextWaitMs({ number: 30, sinceFirstMs, random: 0 })).toBe(waitMs);
  });

  it.each([
    [0, second],
    [120 * second, 120 * second],
    [400 * day, day],
  ])('takes what the receiver asks for within limits (%i ms)', (retryAfterMs, waitMs) => {
    expect(nextWaitMs({ number: 1, sinceFirstMs: 0, retryAfterMs, random: 0 })).toBe(waitMs);
  });
});

describe('parseRetryAfter', () => {
  const nowMs = Date.parse('2026-11-24T10:00:00Z');
  it.each([
    ['120', 120 * second],
    [' 0 ', 0],
    ['Tue, 24 Nov 2026 10:01:00 GMT', minute],
    ['Tue, 24 Nov 2026 09:00:00 GMT', 0],
    ['Tuesday, 24-Nov-26 10:01:00 GMT', minute],
    ['Tue Nov 24 10:01:00 2026 GMT', minute],
    ['-5', undefined],
    ['1e9', undefined],
    ['soon', undefined],
    ['9'.repeat(40), undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %j', (text, waitMs) => {
    expect(parseRetryAfter(text, nowMs)).toBe(waitMs);
  });
});
