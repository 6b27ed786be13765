import { expect, it } from 'vitest';
import { credentialStateOf } from './credential-state.ts';

const now = new Date('2026-11-24T12:00:00Z');

it.each([
  [null, null, 'works'],
  [null, '2026-11-25T12:00:00Z', 'ends'],
  [null, '2026-11-24T12:00:00Z', 'expired'],
  ['2026-11-23T12:00:00Z', null, 'revoked'],
  ['2026-11-23T12:00:00Z', '2026-11-25T12:00:00Z', 'revoked'],
])('revoked at %s, expires at %s: %s', (revokedAt, expiresAt, state) => {
  expect(credentialStateOf({ revokedAt, expiresAt }, now)).toBe(state);
});
