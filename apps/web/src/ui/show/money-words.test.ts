import { expect, it } from 'vitest';
import { toMoneyWords } from './money-words.ts';

it.each([
  ['89', 'USD', '$89.00'],
  ['1234.5', 'USD', '$1,234.50'],
  ['9007199254740993.01', 'USD', '$9,007,199,254,740,993.01'],
  ['1500', 'JPY', '¥1,500'],
])('%s %s is %s, exactly', (amount, currency, words) => {
  expect(toMoneyWords(amount, currency, 'en-US')).toBe(words);
});
