import { describe, expect, it } from 'vitest';
import { chooseUnits, findTheirs, keepSince, toSavedUnits } from './unit-choices.ts';

const profile = (profileId: string, businessUnitIds: string[] = []) => ({
  profileId,
  name: profileId,
  active: true,
  businessUnitIds,
  serviceCount: null,
});
const saved = profile('a', ['u', 'v']);

it('holds changed profiles only, and none that is changed back, in whatever order', () => {
  const changed = chooseUnits(new Map(), saved, ['u']);
  expect([...changed]).toEqual([['a', { chosen: ['u'], before: ['u', 'v'] }]]);
  expect(chooseUnits(changed, saved, ['v', 'u']).size).toBe(0);
});

it('saves the changed ones, with what they had before', () => {
  const choices = chooseUnits(new Map(), saved, []);
  expect(toSavedUnits({ choices: choices, profiles: [saved, profile('b')] })).toEqual([
    { profileId: 'a', before: ['u', 'v'], businessUnitIds: [] },
  ]);
});

it('says what a colleague saved meanwhile where it is neither what was here nor what is chosen', () => {
  const choices = chooseUnits(new Map(), saved, ['u']);
  expect(findTheirs(choices, saved)).toBeUndefined();
  expect(findTheirs(choices, profile('a', ['v']))).toEqual(['v']);
  expect(findTheirs(choices, profile('a', []))).toEqual([]);
  expect(findTheirs(choices, profile('a', ['u']))).toBeUndefined();
  // What is chosen after that is still chosen beside theirs.
  const again = chooseUnits(choices, profile('a', ['v']), []);
  expect(findTheirs(again, profile('a', ['v']))).toEqual(['v']);
});

describe('a save under way', () => {
  const other = profile('b');
  const profiles = [saved, other];
  const choices = chooseUnits(chooseUnits(new Map(), saved, ['u']), other, ['v']);
  const now = [profile('a', ['u']), profile('b', ['v'])];

  it('leaves nothing of what was sent', () => {
    expect(keepSince(choices, { choices, profiles }, now).size).toBe(0);
  });

  it('keeps what was chosen since, also what was chosen back', () => {
    const since = chooseUnits(chooseUnits(choices, saved, []), other, []);
    const kept = keepSince(since, { choices, profiles }, now);
    expect(toSavedUnits({ choices: kept, profiles: now })).toEqual([
      { profileId: 'a', before: ['u'], businessUnitIds: [] },
      { profileId: 'b', before: ['v'], businessUnitIds: [] },
    ]);
  });

  it('keeps what was chosen back to what a colleague had saved', () => {
    const theirs = [profile('a', ['w']), other];
    const since = chooseUnits(choices, profile('a', ['w']), ['w']);
    const kept = keepSince(since, { choices, profiles: theirs }, now);
    expect([...kept]).toEqual([['a', { chosen: ['w'], before: ['u'] }]]);
  });
});
