import { expect, it } from 'vitest';
import { makeConnection, makeIntegration } from '../integration-fixture.ts';
import { findIntegrations, hasNewAgreement } from './find-integrations.ts';

const agreed = { agreementAccepted: true };
const idle = makeIntegration({ id: 'idle', name: 'Acme Leads', description: 'Air conditioning' });
const connected = makeIntegration({
  id: 'connected',
  name: 'Coil Sense',
  connections: [makeConnection()],
  ...agreed,
});
const lapsed = makeIntegration({
  id: 'lapsed',
  name: 'Pipe Market',
  connections: [makeConnection({ attention: 'Sign in again' })],
  ...agreed,
});
const waiting = makeIntegration({
  id: 'waiting',
  name: 'Sensors',
  connections: [makeConnection({ state: 'pending' })],
  ...agreed,
});
const pairing = makeIntegration({
  id: 'pairing',
  name: 'Valve Finder',
  tenantAuthorizationType: 'st_pairing',
  connections: [makeConnection({ state: 'processing' })],
  ...agreed,
});
const all = [idle, connected, pairing, lapsed, waiting];
const ids = (found: { id: string }[]) => found.map(({ id }) => id);

it('puts first what needs somebody', () => {
  expect(ids(findIntegrations(all, {}))).toEqual([
    'lapsed',
    'waiting',
    'idle',
    'connected',
    'pairing',
  ]);
});

it.each([
  ['all words, in name and description', { search: 'air ACME' }, ['idle']],
  ['what needs somebody, not the partner', { state: 'needs_you' as const }, ['lapsed', 'waiting']],
  ['what is connected', { state: 'connected' as const }, ['lapsed', 'connected']],
  ['what is not', { state: 'not_connected' as const }, ['waiting', 'idle', 'pairing']],
  ['both together', { search: 'pipe', state: 'not_connected' as const }, []],
])('finds %s', (_case, filter, expected) => {
  expect(ids(findIntegrations(all, filter))).toEqual(expected);
});

it.each([
  ['connected under an older version', {}, true],
  ['paused', { paused: true }, false],
  ['accepted', agreed, false],
  ['not connected', { connections: [] }, false],
])('says whether a new agreement waits: %s', (_case, parts, expected) => {
  const integration = makeIntegration({ connections: [makeConnection()], ...parts });
  expect(hasNewAgreement(integration)).toBe(expected);
});
