import { expect, it } from 'vitest';
import type { ConnectionRow } from '@leads/contract/admin-tenants';
import { describeConnection, describeSignIn, toReason, toSince } from './connection-words.ts';

const row: ConnectionRow = {
  id: '019a0000-0000-7000-8000-000000000001',
  integrationId: '019a0000-0000-7000-8000-000000000002',
  integrationName: 'Acme Leads',
  tenantId: '019a0000-0000-7000-8000-000000000003',
  tenantName: 'Desert Breeze',
  state: 'connected',
  attention: null,
  failure: null,
  authorizationType: 'st_pairing',
  accountId: 'A-1',
  accountName: 'Account',
  profileCount: 1,
  requestedByName: 'Olga Owner',
  requestedAt: '2026-11-01T00:00:00.000Z',
  connectedAt: '2026-11-02T00:00:00.000Z',
  endedAt: null,
  updatedAt: '2026-11-02T00:00:00.000Z',
  expiresAt: null,
};

it('tells that a connected account needs a person', () => {
  expect(describeConnection(row).label).toBe('Connected');
  const attention = 'The sign-in was revoked';
  expect(describeConnection({ ...row, attention }).label).toBe('Needs attention');
  expect(toReason({ ...row, attention })).toBe(attention);
});

it.each([
  ['connected', row.connectedAt],
  ['pending', row.requestedAt],
  ['failed', '2026-11-03T00:00:00.000Z'],
] as const)('counts %s since %s', (state, since) => {
  expect(toSince({ ...row, state, endedAt: '2026-11-03T00:00:00.000Z' })).toBe(since);
});

const now = new Date('2026-11-24T12:00:00Z');
it.each([
  ['connected', '2026-11-24T11:00:00Z', 'Connected'],
  ['same_account', '2026-11-24T11:00:00Z', 'Same account again'],
  ['access_denied', '2026-11-24T11:00:00Z', 'Failed'],
  [null, '2026-11-24T11:00:00Z', 'Not finished'],
  [null, '2026-11-24T12:10:00Z', 'Under way'],
])('a sign-in with result %s that runs out at %s is %s', (result, expiresAt, label) => {
  expect(describeSignIn({ result, expiresAt }, now).label).toBe(label);
});
