import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTenant } from '#testing/factories.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { startPairing } from '../start-pairing.ts';
import { makePairingIntegration, makeWillingTenant } from '../testing/connection-scene.ts';
import { getPairingProgress } from './get-pairing-progress.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

const at = new Date('2026-11-24T12:00:00.000Z');

it.each([
  ['sending before the first try', {}, { request: 'sending', nextTryAt: null }],
  [
    'retrying with the status and the next try after one that failed',
    { attempts: 1, first_attempt_at: at, next_attempt_at: at, last_status: 503 },
    { request: 'retrying', tries: 1, lastStatus: 503, nextTryAt: at.toISOString() },
  ],
  [
    'taken after a 2xx',
    { state: 'succeeded', attempts: 1, first_attempt_at: at, succeeded_at: at, last_status: 202 },
    { request: 'taken', takenAt: at.toISOString(), nextTryAt: null },
  ],
  [
    'given up when no more tries follow',
    { state: 'failed', attempts: 9, first_attempt_at: at, last_status: 410 },
    { request: 'given_up', tries: 9, nextTryAt: null },
  ],
])('tells %s, and nothing to another tenant', async (_case, delivery, expected) => {
  const integrationId = await makePairingIntegration(system);
  const { tenantId, owner } = await makeWillingTenant(system, integrationId);
  const { id: connectionId } = await startPairing(system.contextFor(owner), {
    tenantId,
    integrationId,
    addAccount: false,
  });
  if (Object.keys(delivery).length > 0) {
    await system.db.updateTable('delivery').set(delivery).where('id', '=', connectionId).execute();
  }
  expect(await getPairingProgress(system.db, { tenantId, connectionId })).toMatchObject(expected);
  const other = await makeTenant(system.db);
  await expectProblem(
    getPairingProgress(system.db, { tenantId: other, connectionId }),
    'not_found',
  );
});
