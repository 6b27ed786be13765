import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#platform/act/actor.ts';
import { newId } from '#platform/id.ts';
import { closeLostConnections } from '#features/connections/index.ts';
import { makeConnectedTenants } from '#testing/connected-tenants.ts';
import { makeIntegration, makeStaff } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { deleteIntegration } from './delete-integration.ts';
import { restoreIntegration } from './restore-integration.ts';
import { saveTenantAccess } from './sections/save-tenant-access.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

const count = 1_201;

const countIn = async (integrationId: string, state: string) =>
  (
    await system.db
      .selectFrom('connection')
      .select('id')
      .where('integration_id', '=', integrationId)
      .where('state', '=', state)
      .execute()
  ).length;

/** What was written for the partner. */
const listMessages = async (integrationId: string) => {
  const rows = await system.db
    .selectFrom('delivery')
    .select(['id', 'body'])
    .where('integration_id', '=', integrationId)
    .execute();
  return rows.map(({ id, body }) => ({ id, body: JSON.parse(body) as Record<string, unknown> }));
};

/** Runs the jobs that wait, as the worker does. */
async function drain(): Promise<number> {
  const { boss } = system.services.queue;
  const jobs = await boss.fetch<object>(closeLostConnections.name, { batchSize: 10 });
  for (const { id, data } of jobs) {
    await closeLostConnections.run(
      system.contextFor(systemActor('test')),
      closeLostConnections.payload.parse(data),
    );
    await boss.complete(closeLostConnections.name, id);
  }
  return jobs.length;
}

const manager = async () => system.contextFor(await makeStaff(system.db, 'manager'));

const closeAccess = async (integrationId: string, enable: string[]) =>
  saveTenantAccess(await manager(), {
    integrationId,
    version: 1,
    tenantAccess: { mode: 'specific', enable, disable: [] },
    confirm: true,
  });

describe('access taken from many tenants', () => {
  it('answers at once, and a job disconnects all of them and tells the partner of each', async () => {
    const integrationId = await makeIntegration(system.db, { status: 'inactive' });
    const [kept = ''] = await makeConnectedTenants(system.db, { integrationId, count });
    await closeAccess(integrationId, [kept]);
    expect(await countIn(integrationId, 'connected')).toBe(count);
    expect(await drain()).toBe(1);
    expect(await countIn(integrationId, 'connected')).toBe(1);
    expect(await countIn(integrationId, 'disconnected')).toBe(count - 1);
    const messages = await listMessages(integrationId);
    expect(new Set(messages.map(({ body }) => body['requestId'])).size).toBe(count - 1);
    expect(messages.every(({ id, body }) => body['statusUpdateId'] === id)).toBe(true);
    expect(messages.every(({ body }) => body['status'] === 'DISCONNECTED')).toBe(true);
  });

  it('leaves alone whoever was given access again before the job came to them', async () => {
    const integrationId = await makeIntegration(system.db, { status: 'inactive' });
    const tenantIds = await makeConnectedTenants(system.db, { integrationId, count: 600 });
    await closeAccess(integrationId, []);
    await saveTenantAccess(await manager(), {
      integrationId,
      version: 2,
      tenantAccess: { mode: 'specific', enable: tenantIds.slice(0, 10), disable: [] },
      confirm: true,
    });
    await drain();
    expect(await countIn(integrationId, 'connected')).toBe(10);
  });
});

describe('a closing job that failed for good', () => {
  const lose = async () => {
    const { boss } = system.services.queue;
    expect(await boss.deleteQueuedJobs(closeLostConnections.name)).toBe(1);
  };
  const sweep = () => closeLostConnections.run(system.contextFor(systemActor('test')), {});

  it('is made up for by the hourly look, where access was taken and where the integration is deleted', async () => {
    const closed = await makeIntegration(system.db, { status: 'inactive' });
    const [kept = ''] = await makeConnectedTenants(system.db, { integrationId: closed, count });
    await closeAccess(closed, [kept]);
    await lose();
    const deleted = await makeIntegration(system.db);
    await makeConnectedTenants(system.db, { integrationId: deleted, count: 600 });
    const confirmName = `Partner ${deleted}`;
    await deleteIntegration(await manager(), { id: deleted, confirmName });
    await lose();
    await sweep();
    expect(await drain()).toBe(2);
    expect(await countIn(closed, 'connected')).toBe(1);
    expect(await countIn(deleted, 'connected')).toBe(0);
  });

  it('leaves alone what has its access, and makes no jobs for nothing', async () => {
    const integrationId = await makeIntegration(system.db);
    await makeConnectedTenants(system.db, { integrationId, count: 2 });
    await sweep();
    expect(await drain()).toBe(0);
    expect(await countIn(integrationId, 'connected')).toBe(2);
  });
});

describe('an integration of many tenants that is deleted', () => {
  it('disconnects them all, also when it is restored before the job runs', async () => {
    const integrationId = await makeIntegration(system.db);
    await makeConnectedTenants(system.db, { integrationId, count: 600 });
    system.clock.advance(60_000);
    const ctx = await manager();
    await deleteIntegration(ctx, { id: integrationId, confirmName: `Partner ${integrationId}` });
    await restoreIntegration(ctx, { id: integrationId, name: undefined });
    expect(await drain()).toBe(1);
    expect(await countIn(integrationId, 'connected')).toBe(0);
    expect(await listMessages(integrationId)).toHaveLength(600);
  });

  it('is no trouble to a job that comes twice, or for an integration that is not there', async () => {
    const ctx = system.contextFor(systemActor('test'));
    await closeLostConnections.run(ctx, { integrationId: newId() });
  });
});
