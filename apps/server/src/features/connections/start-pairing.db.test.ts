import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeConnection, makeTenantUser } from '#testing/factories.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { getPairingData } from './portal/get-pairing-data.ts';
import { startPairing } from './start-pairing.ts';
import {
  listAuditActions,
  listMessages,
  makePairingIntegration,
  makeWillingTenant,
} from './testing/connection-scene.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

async function scene(values: { multiAccount?: boolean } = {}) {
  const integrationId = await makePairingIntegration(system, values);
  const { tenantId, owner } = await makeWillingTenant(system, integrationId);
  const ctx = system.contextFor(owner);
  return { integrationId, tenantId, ctx, request: { tenantId, integrationId, addAccount: false } };
}

describe('startPairing', () => {
  it('sends the data that was shown, under the request id, in one transaction with the request', async () => {
    const { ctx, request, integrationId, tenantId } = await scene();
    const connection = await startPairing(ctx, request);
    expect(connection).toMatchObject({ state: 'pending', accountId: null, failure: null });
    const [message, ...more] = await listMessages(system, integrationId);
    expect(more).toEqual([]);
    expect(message?.id).toBe(connection.id);
    expect(message?.body).toMatchObject({
      requestId: connection.id,
      tenant: await getPairingData(system.db, tenantId),
    });
    expect(await listAuditActions(system, tenantId)).toEqual([
      'agreement.accept',
      'connection.start',
    ]);
  });

  it('returns the request under way and sends nothing twice, also when asked twice at once', async () => {
    const { ctx, request, integrationId } = await scene();
    const both = await Promise.all([startPairing(ctx, request), startPairing(ctx, request)]);
    const third = await startPairing(ctx, request);
    expect(new Set([...both, third].map((one) => one.id)).size).toBe(1);
    expect(await listMessages(system, integrationId)).toHaveLength(1);
  });

  it('refuses office users', async () => {
    const { request, tenantId } = await scene();
    const office = await makeTenantUser(system.db, { tenantId, role: 'office' });
    await expectProblem(startPairing(system.contextFor(office), request), 'forbidden');
  });

  it('refuses a tenant that has not accepted the current agreement', async () => {
    const { ctx, request, integrationId } = await scene();
    await system.db
      .insertInto('agreement')
      .values({
        id: crypto.randomUUID(),
        integration_id: integrationId,
        version: 1,
        title: 'Own',
        body: 'Own text',
      })
      .execute();
    await expectProblem(startPairing(ctx, request), 'agreement_needed');
  });

  it.each([
    ['inactive', 'not_found'],
    ['draft', 'not_found'],
  ] as const)('hides an integration that is %s', async (status, code) => {
    const { ctx, request, integrationId } = await scene();
    await system.db
      .updateTable('integration')
      .set({ status })
      .where('id', '=', integrationId)
      .execute();
    await expectProblem(startPairing(ctx, request), code);
  });

  it('says that an integration is paused to a tenant that is connected to it', async () => {
    const { ctx, request, integrationId, tenantId } = await scene();
    await makeConnection(system.db, { tenantId, integrationId });
    await system.db
      .updateTable('integration')
      .set({ status: 'inactive' })
      .where('id', '=', integrationId)
      .execute();
    await expectProblem(startPairing(ctx, request), 'integration_inactive');
  });

  it('hides an integration that the tenant has no access to, and opens it once enabled', async () => {
    const { ctx, request, integrationId, tenantId } = await scene();
    await system.db
      .updateTable('integration_tenant_access')
      .set({ mode: 'specific' })
      .where('integration_id', '=', integrationId)
      .execute();
    await expectProblem(startPairing(ctx, request), 'not_found');
    await system.db
      .insertInto('integration_enabled_tenant')
      .values({ integration_id: integrationId, tenant_id: tenantId })
      .execute();
    expect(await startPairing(ctx, request)).toMatchObject({ state: 'pending' });
  });

  it('refuses an integration that connects by Open ID Connect', async () => {
    const integrationId = await makePairingIntegration(system, {
      tenantAuthorizationType: 'open_id_connect',
    });
    const { tenantId, owner } = await makeWillingTenant(system, integrationId);
    await expectProblem(
      startPairing(system.contextFor(owner), { tenantId, integrationId, addAccount: false }),
      'wrong_authorization_type',
    );
  });

  it('adds an account beside a connected one only with several accounts switched on', async () => {
    const single = await scene();
    await makeConnection(system.db, single.request);
    await expectProblem(startPairing(single.ctx, single.request), 'connection_state');
    const more = { ...single.request, addAccount: true };
    await expectProblem(startPairing(single.ctx, more), 'connection_state');
    const multi = await scene({ multiAccount: true });
    await makeConnection(system.db, multi.request);
    await expectProblem(startPairing(multi.ctx, multi.request), 'connection_state');
    expect(await startPairing(multi.ctx, { ...multi.request, addAccount: true })).toMatchObject({
      state: 'pending',
    });
  });
});
