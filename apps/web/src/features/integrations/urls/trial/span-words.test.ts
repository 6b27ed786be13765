import { expect, test } from 'vitest';
import { toSpanWords } from './span-words.ts';

test.each([
  [0, '0 seconds'],
  [1, '1 second'],
  [58, '58 seconds'],
  [59, '1 minute'],
  [299, '5 minutes'],
  [1800, '30 minutes'],
  [3599, '1 hour'],
  [5400, '1.5 hours'],
  [86_399, '1 day'],
  [2_592_000, '30 days'],
])('%i seconds are %s', (seconds, words) => {
  expect(toSpanWords(seconds)).toBe(words);
});
