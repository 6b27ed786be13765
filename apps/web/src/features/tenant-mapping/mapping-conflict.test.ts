import type { MappingRow, TenantMapping } from '@leads/contract/tenant-mapping';
import { expect, it } from 'vitest';
import { countOthersChanges, findConflicts, settleConflicts } from './mapping-conflict.ts';

const row = (id: string, tenantJobTypeIds: string[] = []): MappingRow => ({
  standardJobTypeId: id,
  name: id,
  trade: 'HVAC',
  usedBy: [],
  tenantJobTypeIds,
  businessUnitIds: [],
});
const mapping = (...rows: MappingRow[]): TenantMapping => ({
  version: 1,
  jobTypes: [],
  businessUnits: [],
  rows,
});
const mapped = (...tenantJobTypeIds: string[]) => ({ tenantJobTypeIds, businessUnitIds: [] });

const base = mapping(row('a'), row('b'), row('c'), row('d'));
const newer = mapping(row('a', ['theirs']), row('b', ['same']), row('c', ['theirs']), row('d'));
const draft = new Map([
  ['a', mapped('mine')],
  ['b', mapped('same')],
  ['d', mapped('mine')],
]);

it('asks only about rows that both changed, and not to the same', () => {
  expect(findConflicts({ base, newer, draft })).toMatchObject([
    { standardJobTypeId: 'a', mine: mapped('mine'), theirs: mapped('theirs') },
  ]);
  expect(countOthersChanges({ base, newer, draft })).toBe(1);
});

it('keeps mine, but where theirs was chosen, and drops what is no change any more', () => {
  expect([...settleConflicts({ newer, draft }, new Set()).keys()]).toEqual(['a', 'd']);
  expect([...settleConflicts({ newer, draft }, new Set(['a'])).keys()]).toEqual(['d']);
});

it('drops a change of a row that is not there any more', () => {
  expect(settleConflicts({ newer: mapping(), draft }, new Set()).size).toBe(0);
});
