import { expect, it } from 'vitest';
import { groupOf, markWords, rowsFrom } from './proposals.ts';

const row = (id: string, confidence: number) => ({
  id,
  name: id,
  note: '',
  options: [{ id: 's', name: 'Repair AC', note: 'HVAC', confidence, matched: [] }],
});

it.each([
  [0.9, ['a']],
  [0.8, ['a', 'b']],
])('takes what reaches %d exactly', (level, expected) => {
  expect(rowsFrom([row('a', 0.9), row('b', 0.8)], level).map(({ id }) => id)).toEqual(expected);
});

it.each([
  [1, 'Sure'],
  [0.9, 'Sure'],
  [0.89, 'Likely'],
  [0.7, 'Likely'],
  [0.69, 'Possible'],
])('calls %d %s', (confidence, word) => {
  expect(groupOf(confidence).word).toBe(word);
});

it.each([
  ['Central A/C - Repair', ['a/c', 'repair'], ['Central ', '*A/C', ' - ', '*Repair']],
  ['Réparation', ['reparation'], ['*Réparation']],
  ['Acme', ['ac'], ['Acme']],
  ['', ['ac'], []],
])('marks whole words of "%s"', (text, matched, expected) => {
  expect(markWords(text, matched).map((part) => (part.matched ? '*' : '') + part.text)).toEqual(
    expected,
  );
});
