import { expect, test } from 'vitest';
import { compareParagraphs } from './compare-paragraphs.ts';

const kindsOf = (before: string, after: string) =>
  compareParagraphs(before, after).map(({ kind, words }) => `${kind} ${words}`);

test.each([
  ['a\n\nb', 'a\n\nb', ['same a', 'same b']],
  ['a\n\nb', 'a\n\nc', ['same a', 'removed b', 'added c']],
  ['a\n\nb', 'x\n\na\n\nb', ['added x', 'same a', 'same b']],
  ['a\n\nb\n\nc', 'a\n\nc', ['same a', 'removed b', 'same c']],
  ['', 'a', ['added a']],
])('what became of %j in %j', (before, after, parts) => {
  expect(kindsOf(before, after)).toEqual(parts);
});
