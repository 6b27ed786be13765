import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Problem } from '@leads/contract/problem';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { openStates } from './connection-state.ts';
import { disconnect } from './disconnect.ts';
import { answerAccountRequest } from './partner-accounts/answer-account-request.ts';
import { startPairing } from './start-pairing.ts';
import {
  makePairingIntegration,
  makeWillingTenant,
  partnerOf,
} from './testing/connection-scene.ts';
import { accountOf } from './testing/request-scene.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

type Step =
  | { act: 'ask'; tenant: number; addAccount: boolean }
  | { act: 'answer'; tenant: number; status: 'PROCESSING' | 'DECLINED' }
  | { act: 'complete'; tenant: number; account: string }
  | { act: 'disconnect'; tenant: number };

const tenant = fc.constantFrom(0, 1, 2);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ act: fc.constant('ask' as const), tenant, addAccount: fc.boolean() }),
  fc.record({
    act: fc.constant('answer' as const),
    tenant,
    status: fc.constantFrom('PROCESSING' as const, 'DECLINED' as const),
  }),
  fc.record({
    act: fc.constant('complete' as const),
    tenant,
    account: fc.constantFrom('A', 'B'),
  }),
  fc.record({ act: fc.constant('disconnect' as const), tenant }),
);

async function makeWorld(multiAccount: boolean) {
  const integrationId = await makePairingIntegration(system, { multiAccount });
  const partner = system.contextFor(partnerOf(integrationId));
  const tenants = [];
  for (const _one of [0, 1, 2]) tenants.push(await makeWillingTenant(system, integrationId));
  const list = () =>
    system.db
      .selectFrom('connection')
      .select(['id', 'tenant_id as tenantId', 'state', 'account_id as accountId'])
      .where('integration_id', '=', integrationId)
      .orderBy('requested_at', 'desc')
      .orderBy('id', 'desc')
      .execute();
  return { integrationId, partner, tenants, list };
}

type World = Awaited<ReturnType<typeof makeWorld>>;

/** Does the step as its people would; a refusal by name is an answer too. */
async function take({ integrationId, partner, tenants, list }: World, one: Step): Promise<void> {
  const acting = tenants[one.tenant];
  if (acting === undefined) throw new Error('there are three tenants');
  const { tenantId, owner } = acting;
  const ctx = system.contextFor(owner);
  const newest = (await list()).find((connection) => connection.tenantId === tenantId);
  try {
    if (one.act === 'ask')
      await startPairing(ctx, { tenantId, integrationId, addAccount: one.addAccount });
    if (newest === undefined) return;
    const requestId = newest.id;
    if (one.act === 'answer')
      await answerAccountRequest(partner, { requestId, status: one.status });
    if (one.act === 'complete')
      await answerAccountRequest(partner, {
        requestId,
        status: 'COMPLETED',
        account: accountOf(one.account),
      });
    if (one.act === 'disconnect') await disconnect(ctx, { tenantId, connectionId: requestId });
  } catch (err) {
    if (!(err instanceof Problem) || err.status >= 500) throw err;
  }
}

/** Answers how many are connected. */
async function expectWhole({ list }: World, multiAccount: boolean): Promise<number> {
  const all = await list();
  const connected = all.filter(({ state }) => state === 'connected');
  const accounts = connected.map(({ accountId }) => accountId);
  expect(new Set(accounts).size).toBe(accounts.length);
  for (const [, own] of Map.groupBy(all, ({ tenantId }) => tenantId)) {
    expect(
      own.filter(({ state }) => (openStates as readonly string[]).includes(state)).length,
    ).toBeLessThan(2);
    const connectedMax = multiAccount ? own.length : 1;
    expect(own.filter(({ state }) => state === 'connected').length).toBeLessThanOrEqual(
      connectedMax,
    );
    // One account of a tenant is one connection for good.
    const named = own.flatMap(({ accountId }) => (accountId === null ? [] : [accountId]));
    expect(new Set(named).size).toBe(named.length);
  }
  return connected.length;
}

it.each([false, true])(
  'no account is connected twice, whatever three tenants and a partner do (several accounts: %s)',
  { timeout: 60_000 },
  async (multiAccount) => {
    let connectedMost = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        const world = await makeWorld(multiAccount);
        for (const one of steps) {
          system.clock.advance(1000);
          await take(world, one);
          connectedMost = Math.max(connectedMost, await expectWhole(world, multiAccount));
        }
      }),
      { numRuns: 12 },
    );
    expect(connectedMost).toBeGreaterThan(0);
  },
);
