import type { CatalogueType } from '@leads/contract/standard-job-types';
import { describe, expect, it } from 'vitest';
import { filterCatalogue, isUsed, type ShownState } from './filter-catalogue.ts';

const type = (name: string, values: Partial<CatalogueType> = {}): CatalogueType => ({
  id: name,
  name,
  version: 1,
  retiredAt: null,
  formerNames: [],
  integrationCount: 0,
  partnerJobTypeCount: 0,
  tenantCount: 0,
  ...values,
});
const trade = (name: string, ...standardJobTypes: CatalogueType[]) => ({
  id: name,
  name,
  version: 1,
  formerNames: [],
  standardJobTypes,
});
const trades = [
  trade(
    'HVAC',
    type('Repair AC', { formerNames: ['Fix cooling'], partnerJobTypeCount: 2 }),
    type('Install AC', { retiredAt: '2026-01-01T00:00:00Z' }),
  ),
  trade('Plumbing', type('Unclog Drain', { tenantCount: 1 })),
  trade('Empty'),
];
const left = (search: string, show?: ShownState) =>
  filterCatalogue(trades, { search, show }).flatMap((one) => [
    one.name,
    ...one.standardJobTypes.map(({ name }) => name),
  ]);

describe('filterCatalogue', () => {
  it.each([
    ['', undefined, ['HVAC', 'Repair AC', 'Install AC', 'Plumbing', 'Unclog Drain', 'Empty']],
    ['drain', undefined, ['Plumbing', 'Unclog Drain']],
    ['COOLING', undefined, ['HVAC', 'Repair AC']],
    ['plumb', undefined, ['Plumbing', 'Unclog Drain']],
    ['empty', undefined, ['Empty']],
    ['', 'retired', ['HVAC', 'Install AC']],
    ['', 'unused', ['HVAC', 'Install AC']],
    ['', 'in_use', ['HVAC', 'Repair AC', 'Plumbing', 'Unclog Drain']],
    ['drain', 'retired', []],
  ] as const)('keeps for "%s" and %s', (search, show, expected) => {
    expect(left(search, show)).toEqual(expected);
  });
});

it('counts more tenants than are counted as use', () => {
  expect(isUsed(type('A', { tenantCount: null }))).toBe(true);
  expect(isUsed(type('A'))).toBe(false);
});
