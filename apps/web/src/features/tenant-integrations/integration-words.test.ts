import { expect, it } from 'vitest';
import { makeConnection, makeIntegration } from './integration-fixture.ts';
import { describeIntegration } from './integration-words.ts';

const one = (parts: Parameters<typeof makeConnection>[0]) => ({
  connections: [makeConnection(parts)],
  agreementAccepted: true,
});

it.each([
  ['nothing begun', {}, 'Not connected', 'Connect'],
  ['an accepted agreement', { agreementAccepted: true }, 'Not connected', 'Continue'],
  ['a sign-in under way', one({ state: 'pending' }), 'Sign-in not finished', 'Continue'],
  [
    'a pairing under way',
    { ...one({ state: 'processing' }), tenantAuthorizationType: 'st_pairing' as const },
    'Waiting for the partner',
    'Continue',
  ],
  ['a declined request', one({ state: 'declined' }), 'Declined', 'Continue'],
  ['a connection without a mapping', one({}), 'Connected', 'Continue'],
  ['a mapped connection', { ...one({}), coveredServices: 3 }, 'Connected', 'Manage'],
  ['a lapsed sign-in', one({ attention: 'Sign in again' }), 'Needs attention', 'Manage'],
  ['a disconnected account', one({ state: 'disconnected' }), 'Disconnected', 'Connect'],
  ['a paused integration', { ...one({}), paused: true }, 'Paused', 'Manage'],
])('words %s', (_case, parts, label, verb) => {
  expect(describeIntegration(makeIntegration(parts))).toMatchObject({ label, verb });
});
