import type { PartnerJobType } from '@leads/contract/job-types';
import { expect, it } from 'vitest';
import { compareVersions } from '../integrations/set-up/conflict/compare-versions.ts';
import { emptyDraft } from './mapping.ts';
import { describeMapping, keepMapping, type MappingValues } from './mapping-versions.ts';

const trades = [
  {
    id: 't',
    name: 'HVAC',
    standardJobTypes: [
      { id: 's1', name: 'Repair AC' },
      { id: 's2', name: 'Tune' },
    ],
  },
];
const row = (id: string, standardJobTypeId: string | null): PartnerJobType => ({
  id,
  partnerId: id.toUpperCase(),
  name: `Service ${id}`,
  category: '',
  standardJobTypeId,
});
const began: MappingValues = {
  partnerJobTypes: [row('a', null), row('b', 's1'), row('c', null)],
  draft: emptyDraft,
};
const theirs: MappingValues = {
  partnerJobTypes: [row('a', 's2'), row('b', 's2')],
  draft: emptyDraft,
};
const mine: MappingValues = {
  ...began,
  draft: new Map([
    ['a', 's1'],
    ['c', 's1'],
  ]),
};

it('shows what differs in the words of the catalogue, and nothing that left the list', () => {
  const differences = compareVersions({ began, theirs, mine }, (values, all) =>
    describeMapping(values, all, trades),
  );
  expect(differences).toEqual([
    {
      key: 'a',
      label: 'Service a (A)',
      theirs: 'HVAC > Tune',
      mine: 'HVAC > Repair AC',
      changedBy: 'both',
    },
    {
      key: 'b',
      label: 'Service b (B)',
      theirs: 'HVAC > Tune',
      mine: 'HVAC > Repair AC',
      changedBy: 'them',
    },
  ]);
});

it('carries the kept changes over to their list', () => {
  const merged = keepMapping({ theirs, mine }, new Set(['a', 'c']));
  expect(merged.partnerJobTypes).toBe(theirs.partnerJobTypes);
  expect([...merged.draft]).toEqual([['a', 's1']]);
});
