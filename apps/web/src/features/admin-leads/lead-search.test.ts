import { expect, it } from 'vitest';
import { StaffLeadSearch, toStaffLeadQuery } from './lead-search.ts';

it('asks for a span of time as it is', () => {
  expect(toStaffLeadQuery({ within: '24h' })).toMatchObject({ within: '24h' });
});

it('asks for days from the first midnight up to the one after the last', () => {
  const query = toStaffLeadQuery({ within: 'days', from: '2026-11-01', to: '2026-11-30' });
  expect(query).toMatchObject({
    receivedFrom: new Date(2026, 10, 1).toISOString(),
    receivedBefore: new Date(2026, 11, 1).toISOString(),
  });
  expect(query).not.toHaveProperty('within');
});

it('leaves days alone that another span stands beside', () => {
  expect(toStaffLeadQuery({ within: '7d', from: '2026-11-01' })).not.toHaveProperty('receivedFrom');
});

it('opens with an old or mistyped address', () => {
  const search = { state: 'gone', from: 'yesterday', tenant: 'x', within: 'ages' };
  expect(StaffLeadSearch.parse(search)).toEqual({});
});
