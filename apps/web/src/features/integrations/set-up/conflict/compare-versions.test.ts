import { expect, it } from 'vitest';
import { compareVersions, keepFields, presetSides, type Describe } from './compare-versions.ts';

type Values = Record<string, string>;
const describe: Describe<Values> = (values) =>
  Object.entries(values).map(([key, text]) => ({ key, label: `The ${key}`, text }));

const began = { name: 'Acme', help: 'old', mail: 'a@acme.example', same: 'x' };

it.each([
  ['only they changed it', { theirs: 'B', mine: 'Acme' }, 'them', 'theirs'],
  ['only I changed it', { theirs: 'Acme', mine: 'C' }, 'me', 'mine'],
  ['both changed it', { theirs: 'B', mine: 'C' }, 'both', undefined],
])('%s', (_case, { theirs, mine }, changedBy, side) => {
  const all = { began, theirs: { ...began, name: theirs }, mine: { ...began, name: mine } };
  const differences = compareVersions(all, describe);
  expect(differences).toEqual([{ key: 'name', label: 'The name', theirs, mine, changedBy }]);
  expect(presetSides(differences).get('name')).toBe(side);
});

it('leaves out what both changed to the same, and outer spaces', () => {
  const all = {
    began,
    theirs: { ...began, name: 'B' },
    mine: { ...began, name: 'B ', help: 'old ' },
  };
  expect(compareVersions(all, describe)).toEqual([]);
});

it('tells a part that one side removed or added from an empty one', () => {
  const all = { began: { a: '1' }, theirs: { a: '1', b: '' } as Values, mine: {} as Values };
  expect(compareVersions<Values>(all, describe)).toEqual([
    { key: 'a', label: 'The a', theirs: '1', mine: null, changedBy: 'me' },
    { key: 'b', label: 'The b', theirs: '', mine: null, changedBy: 'them' },
  ]);
});

it('keeps the chosen fields of mine over their version, nested ones too', () => {
  const theirs = { url: 'theirs', on: { accept: true, decline: true } };
  const mine = { url: 'mine', on: { accept: false, decline: false } };
  expect(keepFields({ theirs, mine }, new Set(['on.accept']))).toEqual({
    url: 'theirs',
    on: { accept: false, decline: true },
  });
  expect(theirs.on.accept).toBe(true);
});
