import { describe, expect, it } from 'vitest';
import { toAgeWords, toZonedTime } from './time-words.ts';

const now = new Date('2026-11-24T12:00:00Z');

describe('toAgeWords', () => {
  it.each([
    ['2026-11-24T11:59:30Z', 'just now'],
    ['2026-11-24T12:00:20Z', 'just now'],
    ['2026-11-24T11:58:00Z', '2 minutes ago'],
    ['2026-11-24T12:04:10Z', 'in 4 minutes'],
    ['2026-11-24T10:00:00Z', '2 hours ago'],
    ['2026-11-23T11:00:00Z', 'yesterday'],
    ['2026-09-01T12:00:00Z', '2 months ago'],
    ['2024-11-24T12:00:00Z', '2 years ago'],
  ])('%s is %s', (at, words) => {
    expect(toAgeWords(new Date(at), now, 'en')).toBe(words);
  });
});

it('tells a wanted time in the tenant’s zone, across daylight saving', () => {
  expect(toZonedTime(new Date('2026-07-01T20:00:00Z'), 'America/Denver', 'en-US')).toContain(
    '2:00 PM MDT',
  );
  expect(toZonedTime(new Date('2026-12-01T20:00:00Z'), 'America/Denver', 'en-US')).toContain(
    '1:00 PM MST',
  );
});
