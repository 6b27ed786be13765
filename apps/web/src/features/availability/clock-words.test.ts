import { expect, it } from 'vitest';
import {
  toClockWords,
  toDayWords,
  toLengthNote,
  toSpotWords,
  toWindowWords,
} from './clock-words.ts';

it('writes times and days as the reader does', () => {
  expect(toClockWords('08:05', 'en-US').replace(/\s/g, ' ')).toBe('8:05 AM');
  expect(toClockWords('24:00', 'en-US').replace(/\s/g, ' ')).toBe('12:00 AM');
  expect(toWindowWords({ from: '08:00', to: '00:00' }, 'de-DE')).toBe('8:00 – 0:00');
  expect(toDayWords('2026-11-24', 'en-US')).toBe('Tue, Nov 24');
  expect([toSpotWords(1), toSpotWords(3)]).toEqual(['1 spot', '3 spots']);
});

it('says how long a window is only where the clocks change in it', () => {
  const window = { from: '01:00', to: '04:00' };
  expect(toLengthNote({ ...window, durationSec: 3 * 3_600 })).toBeUndefined();
  expect(toLengthNote({ ...window, durationSec: 2 * 3_600 })).toBe('The clocks change: 2 h long');
  expect(toLengthNote({ ...window, durationSec: 3.5 * 3_600 })).toBe(
    'The clocks change: 3 h 30 min long',
  );
  expect(toLengthNote({ from: '20:00', to: '24:00', durationSec: 4 * 3_600 })).toBeUndefined();
});
