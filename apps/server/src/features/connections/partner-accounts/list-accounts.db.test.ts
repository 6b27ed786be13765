import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  makeConnection,
  makeIntegration,
  makePartnerJobType,
  makeTenant,
  makeTrade,
} from '#testing/factories.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { partnerOf } from '../testing/connection-scene.ts';
import { getAccount } from './get-account.ts';
import { listAccounts } from './list-accounts.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

async function scene() {
  const integrationId = await makeIntegration(system.db);
  return { integrationId, partner: system.contextFor(partnerOf(integrationId)) };
}

async function connect(integrationId: string, values: { accountId?: string; name?: string } = {}) {
  const tenantId = await makeTenant(system.db, values);
  return { tenantId, ...(await makeConnection(system.db, { ...values, tenantId, integrationId })) };
}

describe('accounts that a partner sees', () => {
  it('are paged by change, every one once, to the microsecond', async () => {
    const { integrationId, partner } = await scene();
    const made = [];
    for (let index = 0; index < 5; index += 1) made.push(await connect(integrationId));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAccounts(partner, { cursor, limit: 2 });
      expect(page.total).toBe(5);
      seen.push(...page.items.map((one) => one.accountId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(made.map((one) => one.accountId));
  });

  it('can be limited to those changed since', async () => {
    const { integrationId, partner } = await scene();
    const old = await connect(integrationId);
    await system.db
      .updateTable('connection')
      .set({ updated_at: new Date('2026-01-01T00:00:00Z') })
      .where('id', '=', old.id)
      .execute();
    const fresh = await connect(integrationId);
    const page = await listAccounts(partner, { limit: 10, updatedSince: '2026-01-02T00:00:00Z' });
    expect(page.items.map((one) => one.accountId)).toEqual([fresh.accountId]);
  });

  it.each(['nonsense', Buffer.from('["2026-99-99 00:00:00+00","x"]').toString('base64url')])(
    'are not paged by a cursor that is none: %s',
    async (cursor) => {
      const { partner } = await scene();
      await expectProblem(listAccounts(partner, { cursor, limit: 2 }), 'invalid_request');
    },
  );

  it('show tenant, profiles and services with what the tenant covers', async () => {
    const { integrationId, partner } = await scene();
    const { jobTypeIds } = await makeTrade(system.db);
    await makePartnerJobType(system.db, {
      integrationId,
      partnerId: 'cooling',
      standardJobTypeId: jobTypeIds[0],
    });
    const { id, tenantId, accountId, profileId } = await connect(integrationId, {
      name: 'Desert Breeze',
    });
    expect(await getAccount(partner, accountId)).toMatchObject({
      accountId,
      requestId: id,
      status: 'CONNECTED',
      tenant: { id: tenantId, name: 'Desert Breeze', address: { locality: 'Phoenix' } },
      profiles: [{ id: profileId, name: 'Profile', active: true }],
      services: [{ serviceId: 'cooling', active: false }],
    });
  });

  it('belong to its own integration, to connections that came about, and to real tenants', async () => {
    const { integrationId, partner } = await scene();
    const foreign = await connect((await scene()).integrationId);
    const test = await connect(integrationId, { accountId: 'test-account' });
    await system.db
      .updateTable('tenant')
      .set({ is_test: true })
      .where('id', '=', test.tenantId)
      .execute();
    const pending = await connect(integrationId);
    await system.db
      .updateTable('connection')
      .set({ state: 'pending' })
      .where('id', '=', pending.id)
      .execute();
    expect(await listAccounts(partner, { limit: 10 })).toMatchObject({ items: [], total: 0 });
    for (const { accountId } of [foreign, test, pending]) {
      await expectProblem(getAccount(partner, accountId), 'not_found');
    }
    const sandbox = system.contextFor(partnerOf(integrationId, 'sandbox'));
    expect((await getAccount(sandbox, 'test-account')).tenant.id).toBe(test.tenantId);
  });

  it('show the tenant that holds the account now, also after another one had it', async () => {
    const { integrationId, partner } = await scene();
    const before = await connect(integrationId, { accountId: 'ACME' });
    await system.db
      .updateTable('connection')
      .set({ state: 'disconnected', updated_at: new Date(Date.now() + 60_000) })
      .where('id', '=', before.id)
      .execute();
    const now = await connect(integrationId, { accountId: 'ACME' });
    expect(await getAccount(partner, 'ACME')).toMatchObject({
      status: 'CONNECTED',
      tenant: { id: now.tenantId },
    });
  });
});
