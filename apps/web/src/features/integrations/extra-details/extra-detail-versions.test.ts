import type { ExtraDetails } from '@leads/contract/integration-sections';
import { expect, it } from 'vitest';
import { compareVersions, presetSides } from '../set-up/conflict/compare-versions.ts';
import { describeExtraDetails, keepExtraDetails } from './extra-detail-versions.ts';

const of = (...rows: string[]): ExtraDetails => ({
  rows: rows.map((row) => {
    const [parameter = '', displayName = ''] = row.split('=');
    return { parameter, displayName };
  }),
});

function mergeByPreset(began: ExtraDetails, theirs: ExtraDetails, mine: ExtraDetails) {
  const differences = compareVersions({ began, theirs, mine }, describeExtraDetails);
  const kept = [...presetSides(differences)].filter(([, side]) => side === 'mine');
  return {
    open: differences.filter(({ changedBy }) => changedBy === 'both').map(({ label }) => label),
    merged: keepExtraDetails({ theirs, mine }, new Set(kept.map(([key]) => key))),
  };
}

it('keeps what each added, changed and removed when nothing touches the same row', () => {
  const began = of('a=A', 'b=B', 'c=C');
  const theirs = of('a=A', 'b=B', 'x=X', 'c=Their C');
  const mine = of('a=My A', 'y=Y', 'c=C');
  expect(mergeByPreset(began, theirs, mine)).toEqual({
    open: [],
    merged: of('a=My A', 'y=Y', 'x=X', 'c=Their C'),
  });
});

it('asks where both changed the same row or the order', () => {
  const began = of('a=A', 'b=B', 'c=C');
  const theirs = of('b=B1', 'a=A', 'c=C');
  const mine = of('c=C', 'a=A', 'b=B2');
  expect(mergeByPreset(began, theirs, mine).open).toEqual([
    'Parameter b',
    'Order of the parameters',
  ]);
});

it('keeps my order where only I changed it', () => {
  const began = of('a=A', 'b=B', 'c=C');
  expect(mergeByPreset(began, of('a=A', 'b=B', 'c=C', 'n=N'), of('c=C', 'a=A', 'b=B'))).toEqual({
    open: [],
    merged: of('c=C', 'n=N', 'a=A', 'b=B'),
  });
});
