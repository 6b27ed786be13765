import type { MappingProposal } from '@leads/contract/job-type-suggestions';
import { describe, expect, it } from 'vitest';
import { toProposalRows } from './proposals.ts';

const partner = (id: string, standardJobTypeId: string | null = null) => ({
  id,
  partnerId: id,
  name: `Name ${id}`,
  category: '',
  standardJobTypeId,
});
const trades = [
  {
    id: 't',
    name: 'HVAC',
    standardJobTypes: [
      { id: 's1', name: 'Repair AC' },
      { id: 's2', name: 'Install AC' },
    ],
  },
];
const proposal = (partnerJobTypeId: string, ...options: [string, number][]): MappingProposal => ({
  partnerJobTypeId,
  options: options.map(([standardJobTypeId, confidence]) => ({
    standardJobTypeId,
    confidence,
    matched: [],
    otherPartners: 0,
  })),
});
const context = {
  partnerJobTypes: [partner('a'), partner('b'), partner('c', 's1')],
  trades,
  draft: new Map<string, string | null>(),
};
const ids = (rows: ReturnType<typeof toProposalRows>) => rows.map((row) => row.id);

describe('toProposalRows', () => {
  const proposals = [proposal('a', ['s1', 0.9]), proposal('b', ['s2', 0.8], ['s1', 0.5])];

  it('names each option', () => {
    expect(toProposalRows(proposals, context)[1]?.options[0]).toMatchObject({
      name: 'Install AC',
      note: 'HVAC',
    });
  });

  it('leaves out what is mapped, also in the draft', () => {
    expect(ids(toProposalRows([...proposals, proposal('c', ['s1', 0.9])], context))).toEqual([
      'a',
      'b',
    ]);
    expect(ids(toProposalRows(proposals, { ...context, draft: new Map([['a', 's2']]) }))).toEqual([
      'b',
    ]);
  });

  it('leaves out what this page does not know', () => {
    const unknown = [proposal('x', ['s1', 0.9]), proposal('a', ['retired', 0.9])];
    expect(toProposalRows(unknown, context)).toEqual([]);
  });
});
