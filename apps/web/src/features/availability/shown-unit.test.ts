import type { UnitCapacity } from '@leads/contract/availability';
import { expect, it } from 'vitest';
import { chooseUnit } from './shown-unit.ts';

const makeUnit = (businessUnitId: string): UnitCapacity => ({
  businessUnitId,
  name: businessUnitId,
  source: 'portal',
  services: [],
  week: [],
  changedDays: [],
  version: 1,
  savedAt: null,
  savedByName: '',
});
const [hvac, plumbing, roofing] = [makeUnit('hvac'), makeUnit('plumbing'), makeUnit('roofing')];
const units = [hvac, plumbing];
const idle = { isDirty: false, last: undefined };

it('shows the unit that the address names, else the first one', () => {
  const of = (unitId?: string) => chooseUnit(units, { ...idle, unitId });
  expect(of('plumbing')).toEqual({ unit: plumbing, isGone: false });
  expect(of('elsewhere')?.unit).toBe(hvac);
  expect(of()?.unit).toBe(hvac);
  expect(chooseUnit([], { ...idle, unitId: undefined })).toBeUndefined();
});

it('keeps a unit that has gone until its changes are discarded', () => {
  const gone = { unitId: 'roofing', last: roofing };
  expect(chooseUnit(units, { ...gone, isDirty: true })).toEqual({ unit: roofing, isGone: true });
  expect(chooseUnit([], { ...gone, isDirty: true })?.unit).toBe(roofing);
  expect(chooseUnit(units, { ...gone, isDirty: false })?.unit).toBe(hvac);
  // Changes to another one are no reason to show it.
  expect(chooseUnit(units, { unitId: 'roofing', last: hvac, isDirty: true })?.unit).toBe(hvac);
});
