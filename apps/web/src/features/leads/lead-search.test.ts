import { expect, it } from 'vitest';
import { LeadSearch, toLeadQuery } from './lead-search.ts';

it('opens on an address with values that it does not know', () => {
  const search = { state: 'lost', jobTypeId: 'x', within: 'days', from: '2026-13-01', to: 'x' };
  expect(LeadSearch.parse(search)).toEqual({ within: 'days' });
});

it('asks for whole days, the last included', () => {
  const days = { within: 'days', from: '2026-03-08', to: '2026-03-09' } as const;
  expect(toLeadQuery({ ...days, search: 'ann' })).toEqual({
    search: 'ann',
    receivedFrom: new Date(2026, 2, 8).toISOString(),
    receivedBefore: new Date(2026, 2, 10).toISOString(),
  });
  expect(toLeadQuery({ within: '24h', jobTypeId: 'none' })).toEqual({
    within: '24h',
    jobTypeId: 'none',
  });
});
