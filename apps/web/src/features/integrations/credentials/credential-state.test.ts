import { expect, it } from 'vitest';
import type { PartnerCredential } from '@leads/contract/integrations';
import { credentialStateOf, warnOfEnd } from './credential-state.ts';

const now = new Date('2026-11-24T12:00:00Z');

it.each([
  [null, null, 'works'],
  [null, '2026-12-08T12:00:00.001Z', 'works'],
  [null, '2026-12-08T12:00:00Z', 'ends'],
  [null, '2026-11-25T12:00:00Z', 'ends'],
  [null, '2026-11-24T12:00:00Z', 'expired'],
  ['2026-11-23T12:00:00Z', null, 'revoked'],
  ['2026-11-23T12:00:00Z', '2026-11-25T12:00:00Z', 'revoked'],
])('revoked at %s, expires at %s: %s', (revokedAt, expiresAt, state) => {
  expect(credentialStateOf({ revokedAt, expiresAt }, now)).toBe(state);
});

const of = (
  expiresAt: string | null,
  more: Partial<PartnerCredential> = {},
): PartnerCredential => ({
  id: '01980000-0000-7000-8000-000000000000',
  kind: 'api_key',
  mode: 'live',
  clientId: 'partner_acme_00000000',
  secretEnd: 'abcd',
  createdAt: '2026-11-01T12:00:00Z',
  createdByName: 'Morgan',
  expiresAt,
  revokedAt: null,
  lastUsedAt: null,
  handOver: null,
  ...more,
});
const soon = '2026-11-27T12:00:00Z';

it.each([
  ['none is there', [], null],
  ['one works without an end', [of(soon), of(null)], null],
  ['the last ends later', [of(soon), of('2026-12-24T12:00:00Z')], null],
  ['the last ends soon', [of(soon)], 'The last live credential ends in 3 days'],
  ['the last ends today', [of('2026-11-24T23:00:00Z')], 'The last live credential ends today'],
  [
    'those without an end are of the sandbox or revoked',
    [of(soon), of(null, { mode: 'sandbox' }), of(null, { revokedAt: soon })],
    'The last live credential ends in 3 days',
  ],
])('warns when the last live one ends soon: %s', (_case, credentials, warning) => {
  expect(warnOfEnd(credentials, now)).toBe(warning);
});
