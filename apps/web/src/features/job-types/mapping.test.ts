import type { PartnerJobType, Trade } from '@leads/contract/job-types';
import { expect, it } from 'vitest';
import {
  addRetired,
  countTrade,
  draftAll,
  draftMapping,
  emptyDraft,
  filterTrades,
  findPartnerJobTypes,
  indexMapping,
  listChanges,
  orderForChoice,
  targetOf,
} from './mapping.ts';

const type = (id: string, standardJobTypeId: string | null = null): PartnerJobType => ({
  id,
  partnerId: `P-${id}`,
  name: `Service ${id}`,
  category: 'Cooling',
  standardJobTypeId,
});
const hvac: Trade = {
  id: 'hvac',
  name: 'HVAC',
  standardJobTypes: [
    { id: 'repair', name: 'Repair AC' },
    { id: 'install', name: 'Install AC' },
  ],
};
const one = type('one', 'repair');
const two = type('two');

it('moves a partner job type from one standard job type to the other, never to both', () => {
  const draft = draftMapping(emptyDraft, one, 'install');
  const { byStandard } = indexMapping([one, two], draft);
  expect(byStandard.get('repair')).toBeUndefined();
  expect(byStandard.get('install')).toEqual([one]);
});

it('forgets a change that goes back to what is saved', () => {
  const draft = draftMapping(draftMapping(emptyDraft, one, null), one, 'repair');
  expect(draft.size).toBe(0);
});

it('unmaps in the draft although the saved list maps it', () => {
  const draft = draftMapping(emptyDraft, one, null);
  expect(targetOf(draft, one)).toBeNull();
  expect(indexMapping([one, two], draft).unmapped).toEqual([one, two]);
});

it('shows retired types in their trades, and trades that have only such last', () => {
  const retired = [
    { id: 'old', name: 'Old', tradeId: 'hvac', trade: 'HVAC' },
    { id: 'sweep', name: 'Sweep', tradeId: 'chimney', trade: 'Chimney' },
  ];
  expect(
    addRetired([hvac], retired).map(({ name, standardJobTypes }) => [
      name,
      ...standardJobTypes.map((one) => one.name),
    ]),
  ).toEqual([
    ['HVAC', 'Repair AC', 'Install AC', 'Old'],
    ['Chimney', 'Sweep'],
  ]);
});

it('counts what of a trade is used', () => {
  expect(countTrade(hvac, indexMapping([one, two], emptyDraft))).toEqual({
    used: 1,
    total: 2,
    mapped: 1,
  });
});

it('finds by name, id and category, never across two of them', () => {
  expect(findPartnerJobTypes([one, two], ' p-TWO ')).toEqual([two]);
  expect(findPartnerJobTypes([one, two], 'cool')).toEqual([one, two]);
  expect(findPartnerJobTypes([one, two], '')).toEqual([one, two]);
  expect(findPartnerJobTypes([one, two], 'one p-one')).toEqual([]);
});

it('offers what it holds first, then what is free, then what others hold', () => {
  const three = type('three', 'install');
  expect(orderForChoice([one, two, three], emptyDraft, 'install')).toEqual([three, two, one]);
});

it('lists what a save would change, with what is saved now', () => {
  const draft = draftMapping(draftMapping(emptyDraft, one, null), two, 'install');
  expect(listChanges([one, two], draft)).toEqual([
    { one, from: 'repair', to: null },
    { one: two, from: null, to: 'install' },
  ]);
});

it('keeps a standard job type for its own name or for what it holds', () => {
  const index = indexMapping([one, two], emptyDraft);
  const names = (words: string) =>
    filterTrades([hvac], index, words).flatMap(({ standardJobTypes }) =>
      standardJobTypes.map(({ name }) => name),
    );
  expect(names('install')).toEqual(['Install AC']);
  expect(names('service one')).toEqual(['Repair AC']);
  expect(names('nothing')).toEqual([]);
});

it('drafts many at once, drops what is saved so already, and leaves out what is not in the list', () => {
  const draft = draftAll(
    new Map([['one', null]]),
    [one, two],
    [
      { partnerJobTypeId: 'one', standardJobTypeId: 'repair' },
      { partnerJobTypeId: 'two', standardJobTypeId: 'install' },
      { partnerJobTypeId: 'gone', standardJobTypeId: 'install' },
    ],
  );
  expect([...draft]).toEqual([['two', 'install']]);
});
