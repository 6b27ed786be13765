import type { MappingRow } from '@leads/contract/tenant-mapping';
import { describe, expect, it } from 'vitest';
import {
  acceptRows,
  changeRow,
  filterRows,
  keepSince,
  readUnits,
  restoreUnits,
  setUnitsOfAll,
  toTrades,
  unmappedFirst,
  withDraft,
  type MappingDraft,
} from './mapping-draft.ts';

const row = (id: string, parts: Partial<MappingRow> = {}): MappingRow => ({
  standardJobTypeId: id,
  name: id,
  trade: 'HVAC',
  usedBy: [],
  tenantJobTypeIds: [],
  businessUnitIds: [],
  ...parts,
});
const nothing: MappingDraft = new Map();

describe('the draft of a mapping', () => {
  it('holds changed rows only, and none that is changed back, in whatever order', () => {
    const saved = row('a', { tenantJobTypeIds: ['1', '2'] });
    const changed = changeRow(nothing, saved, { tenantJobTypeIds: ['1'] });
    expect([...changed]).toEqual([['a', { tenantJobTypeIds: ['1'], businessUnitIds: [] }]]);
    expect(changeRow(changed, saved, { tenantJobTypeIds: ['2', '1'] }).size).toBe(0);
  });

  it('keeps the other half of a row that is changed twice', () => {
    const saved = row('a');
    const once = changeRow(nothing, saved, { tenantJobTypeIds: ['1'] });
    const twice = changeRow(once, saved, { businessUnitIds: ['u'] });
    expect(withDraft(saved, twice)).toMatchObject({
      tenantJobTypeIds: ['1'],
      businessUnitIds: ['u'],
    });
  });

  it('sets the business units of a whole trade and leaves rows that have them alone', () => {
    const rows = [row('a'), row('b', { businessUnitIds: ['u'] })];
    expect([...setUnitsOfAll(nothing, rows, ['u']).keys()]).toEqual(['a']);
  });

  it('gives the business units back that were there before, and keeps what was changed since', () => {
    const rows = [row('a'), row('b', { businessUnitIds: ['old'] })];
    const spread = setUnitsOfAll(nothing, rows, ['u']);
    const later = changeRow(spread, rows[0] as MappingRow, { tenantJobTypeIds: ['1'] });
    expect([...restoreUnits(later, rows, readUnits(nothing, rows))]).toEqual([
      ['a', { tenantJobTypeIds: ['1'], businessUnitIds: [] }],
    ]);
  });

  it('gives them back also after they were saved, as changes to what is saved', () => {
    const rows = [row('a'), row('b', { businessUnitIds: ['old'] }), row('c')];
    const before = readUnits(nothing, rows.slice(0, 2));
    const saved = rows.map((one) => ({ ...one, businessUnitIds: ['u'] }));
    expect([...restoreUnits(nothing, saved, before)]).toEqual([
      ['a', { tenantJobTypeIds: [], businessUnitIds: [] }],
      ['b', { tenantJobTypeIds: [], businessUnitIds: ['old'] }],
    ]);
  });

  it('keeps what was changed while a save was under way, also what was changed back', () => {
    const base = [row('a'), row('b'), row('c')];
    const jobType = (...tenantJobTypeIds: string[]) => ({ tenantJobTypeIds, businessUnitIds: [] });
    const sent: MappingDraft = new Map([
      ['a', jobType('1')],
      ['b', jobType('1')],
    ]);
    const draft: MappingDraft = new Map([
      ['a', jobType('1')],
      ['c', jobType('2')],
    ]);
    // A colleague changed the first one right after the save: it was not touched here since.
    const saved = [row('a', jobType('theirs')), row('b', jobType('1')), row('c')];
    expect([...keepSince(draft, { base, sent, saved })]).toEqual([
      ['b', jobType()],
      ['c', jobType('2')],
    ]);
    expect(keepSince(sent, { base, sent, saved }).size).toBe(0);
  });

  it('takes accepted suggestions, with their business units where a row has none', () => {
    const rows = [row('a'), row('b', { businessUnitIds: ['own'] }), row('c')];
    const accepted = ['a', 'b'].map((standardJobTypeId) => ({
      standardJobTypeId,
      tenantJobTypeId: '1',
      businessUnitIds: ['u'],
    }));
    expect([...acceptRows(nothing, rows, accepted)]).toEqual([
      ['a', { tenantJobTypeIds: ['1'], businessUnitIds: ['u'] }],
      ['b', { tenantJobTypeIds: ['1'], businessUnitIds: ['own'] }],
    ]);
  });
});

it('puts trades and rows without a mapping first and keeps the order otherwise', () => {
  const mapped = { tenantJobTypeIds: ['1'] };
  const rows = [
    row('a', mapped),
    row('b', { trade: 'Plumbing', ...mapped }),
    row('c', { trade: 'Plumbing' }),
  ];
  const ordered = unmappedFirst(toTrades(rows));
  expect(ordered.map(({ trade }) => trade)).toEqual(['Plumbing', 'HVAC']);
  expect(ordered[0]?.rows.map(({ name }) => name)).toEqual(['c', 'b']);
});

it('finds rows by all words, also by the partner that uses them', () => {
  const rows = [row('Repair AC', { usedBy: ['Acme Leads'] }), row('Repair Furnace')];
  const find = (search: string) => filterRows(rows, { search, onlyMissing: false });
  expect(find('repair acme').map(({ name }) => name)).toEqual(['Repair AC']);
  expect(find('hvac')).toHaveLength(2);
  const missing = filterRows(rows, { search: '', onlyMissing: true });
  expect(missing.map(({ name }) => name)).toEqual(['Repair AC']);
});
