import { expect, it } from 'vitest';
import { toViewerWords } from './viewer-words.ts';

const people = (...names: string[]) => names.map((name) => ({ userId: name, name }));

it.each([
  [[], ''],
  [['Ann'], 'Ann has it open too'],
  [['Ann', 'Ben'], 'Ann and Ben have it open too'],
  [['Ann', 'Ben', 'Cy'], 'Ann, Ben and 1 other have it open too'],
  [['Ann', 'Ben', 'Cy', 'Di'], 'Ann, Ben and 2 others have it open too'],
])('of %j says "%s"', (names, words) => {
  expect(toViewerWords(people(...names))).toBe(words);
});
