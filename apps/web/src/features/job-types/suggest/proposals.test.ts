import type { MappingProposal } from '@leads/contract/job-type-suggestions';
import { describe, expect, it } from 'vitest';
import { bestOf, groupOf, markWords, rowsFrom, toProposalRows } from './proposals.ts';

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
  rejected: new Set<string>(),
};
const ids = (rows: ReturnType<typeof toProposalRows>) => rows.map((row) => row.partnerJobType.id);

describe('toProposalRows', () => {
  const proposals = [proposal('a', ['s1', 0.9]), proposal('b', ['s2', 0.8], ['s1', 0.5])];

  it('names each option', () => {
    expect(bestOf(toProposalRows(proposals, context)[1] as never)).toMatchObject({
      name: 'Install AC',
      trade: 'HVAC',
    });
  });

  it('leaves out what is mapped, mapped in the draft, or rejected', () => {
    expect(ids(toProposalRows([...proposals, proposal('c', ['s1', 0.9])], context))).toEqual([
      'a',
      'b',
    ]);
    expect(ids(toProposalRows(proposals, { ...context, draft: new Map([['a', 's2']]) }))).toEqual([
      'b',
    ]);
    expect(ids(toProposalRows(proposals, { ...context, rejected: new Set(['b']) }))).toEqual(['a']);
  });

  it('leaves out what this page does not know', () => {
    const unknown = [proposal('x', ['s1', 0.9]), proposal('a', ['retired', 0.9])];
    expect(toProposalRows(unknown, context)).toEqual([]);
  });
});

it.each([
  [0.9, ['a']],
  [0.8, ['a', 'b']],
])('takes what reaches %d exactly', (level, expected) => {
  const rows = toProposalRows([proposal('a', ['s1', 0.9]), proposal('b', ['s2', 0.8])], context);
  expect(ids(rowsFrom(rows, level))).toEqual(expected);
});

it.each([
  [1, 'Sure'],
  [0.9, 'Sure'],
  [0.89, 'Likely'],
  [0.7, 'Likely'],
  [0.69, 'Possible'],
])('calls %d %s', (confidence, word) => {
  expect(groupOf(confidence).word).toBe(word);
});

it.each([
  ['Central A/C - Repair', ['a/c', 'repair'], ['Central ', '*A/C', ' - ', '*Repair']],
  ['Réparation', ['reparation'], ['*Réparation']],
  ['Acme', ['ac'], ['Acme']],
  ['', ['ac'], []],
])('marks whole words of "%s"', (text, matched, expected) => {
  expect(markWords(text, matched).map((part) => (part.matched ? '*' : '') + part.text)).toEqual(
    expected,
  );
});
