import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeConnection, makeIntegration, makeStaff, makeTenant } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { getTenant } from './get-tenant.ts';
import { listTenants } from './list-tenants.ts';

let system: TestSystem;
let viewer: Context<ActorOf<'staff'>>;
beforeAll(async () => {
  system = await createTestSystem();
  viewer = system.contextFor(await makeStaff(system.db, 'viewer'));
});
afterAll(() => system.close());

const list = (query: Partial<Parameters<typeof listTenants>[1]> = {}) =>
  listTenants(viewer, { limit: 25, ...query });
const names = async (query: Parameters<typeof list>[0]) =>
  (await list(query)).items.map(({ name }) => name);

describe('the list of tenants', () => {
  it('goes by name, a page at a time, each once', async () => {
    for (const name of ['paging C', 'Paging a', 'paging B']) await makeTenant(system.db, { name });
    const first = await list({ search: 'paging', limit: 2 });
    expect(first.items.map(({ name }) => name)).toEqual(['Paging a', 'paging B']);
    expect(first.total).toBe(3);
    const cursor = first.nextCursor ?? '';
    const second = await list({ search: 'paging', limit: 2, cursor });
    expect(second.items.map(({ name }) => name)).toEqual(['paging C']);
    expect(second.nextCursor).toBeNull();
    await expectProblem(list({ cursor: 'x' }), 'invalid_request');
  });

  it('filters by connected and by attention, and counts accounts', async () => {
    const { db } = system;
    const integrationId = await makeIntegration(db);
    const [well, ill] = [
      await makeTenant(db, { name: 'Filter well' }),
      await makeTenant(db, { name: 'Filter ill' }),
    ];
    await makeTenant(db, { name: 'Filter none' });
    await makeConnection(db, { tenantId: well, integrationId });
    await makeConnection(db, { tenantId: well, integrationId });
    const { id } = await makeConnection(db, { tenantId: ill, integrationId });
    await db
      .updateTable('connection')
      .set({ attention: 'The sign-in was revoked' })
      .where('id', '=', id)
      .execute();
    const search = 'filter';
    expect(await names({ search })).toEqual(['Filter ill', 'Filter none', 'Filter well']);
    expect(await names({ search, connected: 'true' })).toEqual(['Filter ill', 'Filter well']);
    expect(await names({ search, connected: 'false' })).toEqual(['Filter none']);
    expect(await names({ search, attention: 'true' })).toEqual(['Filter ill']);
    expect((await list({ search: 'filter well' })).items).toMatchObject([
      { id: well, connected: 2, attention: 0, lastLeadAt: null },
    ]);
    expect(await getTenant(viewer, ill)).toMatchObject({
      connected: 1,
      attention: 1,
      locality: 'Phoenix',
      timeZone: 'America/Phoenix',
      currency: 'USD',
    });
  });

  it('leaves out the built-in test tenant, and keeps those that are inactive', async () => {
    const { db } = system;
    const inactive = await makeTenant(db, { name: 'Hidden inactive' });
    await db.updateTable('tenant').set({ active: false }).where('id', '=', inactive).execute();
    const test = await makeTenant(db, { name: 'Hidden test' });
    await db.updateTable('tenant').set({ is_test: true }).where('id', '=', test).execute();
    expect((await list({ search: 'hidden' })).items).toMatchObject([
      { name: 'Hidden inactive', active: false },
    ]);
  });

  it('answers 404 for a tenant that is not there', async () => {
    await expectProblem(getTenant(viewer, newId()), 'not_found');
  });
});
