import { expect, it } from 'vitest';
import { readHeading } from './read-heading.ts';

const id = 'Partner Job Type ID';
const name = 'Partner Job Type Name';

it('finds our columns in any order and case, and passes over those that are not ours', () => {
  expect(readHeading(['Line', ` ${name.toUpperCase()} `, id, 'Reason', ''])).toEqual([
    [id, 2],
    [name, 1],
  ]);
});

it.each([
  [
    'a missing column',
    ['Id', name],
    [`lacks the column "${id}"`, 'Found: "Id"', 'Expected: "Partner'],
  ],
  ['both missing', ['a', 'b'], [`"${id}" and "${name}"`, 'Found: "a", "b"']],
  [
    'a misspelled id',
    ['Partner Jobtype ID', name],
    [`"Partner Jobtype ID", which looks like "${id}"`],
  ],
  ['a misspelled name', [id, 'Partner Job Type Nane'], [`which looks like "${name}"`]],
  [
    'a misspelled mapping column, whose values would be lost unseen',
    [id, name, 'Standart Job Type'],
    ['"Standart Job Type", which looks like "Standard Job Type"', 'or take the column out'],
  ],
  ['a column twice', [id, name, name], ['more than once']],
  ['more headings than can be told', [...'abcdefghij'], ['and 2 more']],
])('refuses %s, in words', (_what, heading, words) => {
  for (const part of words) {
    expect(() => readHeading(heading)).toThrow(
      expect.objectContaining({ code: 'file_refused', detail: expect.stringContaining(part) }),
    );
  }
});
