import { expect, it } from 'vitest';
import { chooseUnits, toSavedUnits } from './unit-choices.ts';

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
  expect([...changed]).toEqual([['a', ['u']]]);
  expect(chooseUnits(changed, saved, ['v', 'u']).size).toBe(0);
});

it('saves the changed ones, with what they had before', () => {
  const choices = chooseUnits(new Map(), saved, []);
  expect(toSavedUnits(choices, [saved, profile('b')])).toEqual([
    { profileId: 'a', before: ['u', 'v'], businessUnitIds: [] },
  ]);
});
