import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeConnection, makeStaff, makeTenantUser } from '#testing/factories.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { systemActor } from '#platform/act/actor.ts';
import { change } from '#platform/act/change.ts';
import { closeConnections } from './close-connections.ts';
import { readConnection } from './connection-reply.ts';
import { disconnect } from './disconnect.ts';
import { expirePairing } from './expire-pairing.task.ts';
import { answerAccountRequest } from './partner-accounts/answer-account-request.ts';
import { startPairing } from './start-pairing.ts';
import {
  listAuditActions,
  listMessages,
  makePairingIntegration,
  makeWillingTenant,
  partnerOf,
} from './testing/connection-scene.ts';

const dayMs = 24 * 60 * 60 * 1000;

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

async function scene() {
  const integrationId = await makePairingIntegration(system);
  const { tenantId, owner } = await makeWillingTenant(system, integrationId);
  return { integrationId, tenantId, ctx: system.contextFor(owner) };
}

describe('disconnect', () => {
  it('ends the connection, tells the partner and forgets the refresh token', async () => {
    const { integrationId, tenantId, ctx } = await scene();
    const { id: connectionId } = await makeConnection(system.db, { tenantId, integrationId });
    await system.db
      .updateTable('connection')
      .set({ refresh_token_sealed: 'sealed' })
      .where('id', '=', connectionId)
      .execute();
    const ended = await disconnect(ctx, { tenantId, connectionId });
    expect(ended).toMatchObject({
      state: 'disconnected',
      endedAt: system.clock.now().toISOString(),
    });
    const [message] = await listMessages(system, integrationId);
    expect(message).toMatchObject({
      path: '/accounts/updated',
      body: { status: 'DISCONNECTED', requestId: connectionId },
    });
    const { refresh_token_sealed: kept } = await system.db
      .selectFrom('connection')
      .select('refresh_token_sealed')
      .where('id', '=', connectionId)
      .executeTakeFirstOrThrow();
    expect(kept).toBeNull();
    expect(await listAuditActions(system, tenantId)).toContain('connection.disconnect');
  });

  it('takes back a request that is under way', async () => {
    const { integrationId, tenantId, ctx } = await scene();
    const { id } = await startPairing(ctx, { tenantId, integrationId, addAccount: false });
    const ended = await disconnect(ctx, { tenantId, connectionId: id });
    expect(ended.state).toBe('failed');
    expect(ended.failure).toContain('withdrawn');
  });

  it('refuses what has ended', async () => {
    const { integrationId, tenantId, ctx } = await scene();
    const { id: connectionId } = await makeConnection(system.db, { tenantId, integrationId });
    await disconnect(ctx, { tenantId, connectionId });
    await expectProblem(disconnect(ctx, { tenantId, connectionId }), 'connection_state');
  });

  it('refuses office users and hides connections of another tenant', async () => {
    const { integrationId, tenantId, ctx } = await scene();
    const { id: connectionId } = await makeConnection(system.db, { tenantId, integrationId });
    const office = await makeTenantUser(system.db, { tenantId, role: 'office' });
    await expectProblem(
      disconnect(system.contextFor(office), { tenantId, connectionId }),
      'forbidden',
    );
    const other = await scene();
    await expectProblem(
      disconnect(other.ctx, { tenantId: other.tenantId, connectionId }),
      'not_found',
    );
    expect((await readConnection(ctx.db, { tenantId, connectionId })).state).toBe('connected');
  });
});

describe('closeConnections', () => {
  it('disconnects those of the named tenants, and ends their requests', async () => {
    const one = await scene();
    const { integrationId } = one;
    const { id } = await makeConnection(system.db, one);
    const asking = await makeWillingTenant(system, integrationId);
    const request = await startPairing(system.contextFor(asking.owner), {
      tenantId: asking.tenantId,
      integrationId,
      addAccount: false,
    });
    const kept = await makeWillingTenant(system, integrationId);
    await makeConnection(system.db, { tenantId: kept.tenantId, integrationId });
    const ctx = system.contextFor(await makeStaff(system.db, 'manager'));
    const closed = await change(ctx, 'integration.save_tenant_access', async (tx) => ({
      value: await closeConnections(tx, ctx, {
        integrationId,
        tenantIds: [one.tenantId, asking.tenantId],
      }),
      audit: { subject: { kind: 'integration', id: integrationId } },
    }));
    expect(closed).toBe(1);
    expect(
      await readConnection(system.db, { tenantId: one.tenantId, connectionId: id }),
    ).toMatchObject({ state: 'disconnected' });
    const failed = await readConnection(system.db, {
      tenantId: asking.tenantId,
      connectionId: request.id,
    });
    expect(failed.state).toBe('failed');
    expect(failed.failure).toContain('no access');
    const told = (await listMessages(system, integrationId)).filter(
      (message) => message.body['status'] === 'DISCONNECTED',
    );
    expect(told).toHaveLength(1);
  });
});

describe('expire-pairing', () => {
  const run = () => expirePairing.run(system.contextFor(systemActor('test')), {});

  it('fails a request that was not answered for 7 days, and no earlier one', async () => {
    const { integrationId, tenantId, ctx } = await scene();
    const { id } = await startPairing(ctx, { tenantId, integrationId, addAccount: false });
    const read = () => readConnection(system.db, { tenantId, connectionId: id });
    system.clock.advance(7 * dayMs - 1000);
    await run();
    expect((await read()).state).toBe('pending');
    await answerAccountRequest(system.contextFor(partnerOf(integrationId)), {
      requestId: id,
      status: 'PROCESSING',
    });
    system.clock.advance(2000);
    await run();
    expect((await read()).state).toBe('processing');
    system.clock.advance(7 * dayMs);
    await run();
    const failed = await read();
    expect(failed.state).toBe('failed');
    expect(failed.failure).toContain('7 days');
    expect(await listAuditActions(system, tenantId)).toContain('connection.fail');
  });
});
