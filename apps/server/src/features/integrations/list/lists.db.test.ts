import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IntegrationListQuery } from '@leads/contract/integrations';
import { newId } from '#platform/id.ts';
import { encodeCursor } from '#platform/db/page-cursor.ts';
import { makeConnection, makeTenant } from '#testing/factories.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { deleteIntegration } from '../delete-integration.ts';
import { saveTenantAccess } from '../sections/save-tenant-access.ts';
import { activateIntegration } from '../switch-status.ts';
import { makeDraft, makeReady, managerOf, viewerOf } from '../testing/integrations-under-test.ts';
import { insertDeliveries, insertLead } from '../testing/rows-under-test.ts';
import { listAccessTenants } from './list-access-tenants.ts';
import { listIntegrations } from './list-integrations.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(async () => system.close());

const list = (query: Record<string, unknown>) =>
  listIntegrations(viewerOf(system), IntegrationListQuery.parse(query));

async function readAll(query: Record<string, unknown>): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ ...query, limit: 2, cursor });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

test('every sort reads each integration once, page by page, and backwards in reverse', async () => {
  const mark = newId();
  const ids = [];
  for (const name of ['beta', 'Alpha', 'delta', 'Gamma', 'epsilon']) {
    ids.push(await makeDraft(system, { name: `${name} ${mark}` }));
  }
  // Instants that differ by less than a millisecond, and two that are equal.
  await sql`update integration set updated_at = '2026-05-05T10:00:00.0001Z' where id = any(${ids.slice(0, 3)}::uuid[])`.execute(
    system.db,
  );
  await sql`update integration set updated_at = '2026-05-05T10:00:00.0002Z' where id = any(${ids.slice(3)}::uuid[])`.execute(
    system.db,
  );
  const [beta = '', alpha = '', delta = '', gamma = '', epsilon = ''] = ids;
  const byName = [alpha, beta, delta, epsilon, gamma];
  expect(await readAll({ search: mark })).toEqual(byName);
  expect(await readAll({ search: mark, sort: '-name' })).toEqual(byName.toReversed());
  expect(await readAll({ search: mark, sort: 'status' })).toEqual(byName);
  const byChange = await readAll({ search: mark, sort: 'updatedAt' });
  expect(new Set(byChange.slice(0, 3))).toEqual(new Set([beta, alpha, delta]));
  expect(byChange).toHaveLength(5);
  expect(await readAll({ search: mark, sort: '-updatedAt' })).toEqual(byChange.toReversed());
  expect(await list({ search: mark, limit: 2 })).toMatchObject({ total: 5 });
});

test('filters by status, type and name, in which % and _ stand for themselves', async () => {
  const mark = newId();
  const active = await makeReady(system, { name: `100%_real ${mark}` });
  await activateIntegration(managerOf(system), active);
  const draft = await makeDraft(system, {
    name: `100 xreal ${mark}`,
    tenantAuthorizationType: 'st_pairing',
  });
  const gone = await makeDraft(system, { name: `Gone ${mark}` });
  await deleteIntegration(managerOf(system), { id: gone, confirmName: undefined });
  expect(await readAll({ search: mark.toUpperCase() })).toEqual([draft, active]);
  expect(await readAll({ search: '100%_REAL' })).toEqual([active]);
  expect(await readAll({ search: mark, status: 'active' })).toEqual([active]);
  expect(await readAll({ search: mark, authorization: 'st_pairing' })).toEqual([draft]);
  expect(await readAll({ search: mark, status: 'inactive' })).toEqual([]);
});

test('a row shows progress and figures', async () => {
  const name = `Figures ${newId()}`;
  const id = await makeReady(system, { name });
  await activateIntegration(managerOf(system), id);
  const tenantId = await makeTenant(system.db);
  const connection = await makeConnection(system.db, { tenantId, integrationId: id });
  await makeConnection(system.db, { tenantId, integrationId: id });
  await insertLead(system, {
    integrationId: id,
    tenantId,
    connectionId: connection.id,
    age: '6 days',
  });
  await insertLead(system, {
    integrationId: id,
    tenantId,
    connectionId: connection.id,
    age: '8 days',
  });
  await insertDeliveries(system, id, [
    ['succeeded', 1, '1 hour'],
    ['succeeded', 2, '1 hour'],
    ['succeeded', 1, '23 hours'],
    ['waiting', 1, '1 hour'],
    ['waiting', 0, '1 hour'],
    ['failed', 9, '25 hours'],
  ]);
  expect((await list({ search: name })).items).toEqual([
    expect.objectContaining({
      id,
      name,
      status: 'active',
      sectionsComplete: 6,
      connectedTenants: 1,
      leadsIn7Days: 1,
      webhookSuccessIn24h: 0.75,
      logoUrl: null,
      updatedByName: 'Mia',
    }),
  ]);
  const draftName = `Fresh ${newId()}`;
  await makeDraft(system, { name: draftName });
  expect((await list({ search: draftName })).items).toMatchObject([
    { sectionsComplete: 1, connectedTenants: 0, leadsIn7Days: null, webhookSuccessIn24h: null },
  ]);
});

test.each([
  'nonsense',
  encodeCursor(['a']),
  encodeCursor(['a', 'not-an-id']),
  encodeCursor(['a\0', newId()]),
  encodeCursor([1, newId()]),
])('refuses an invented cursor: %s', async (cursor) => {
  await expectProblem(list({ cursor }), 'invalid_request');
  const integrationId = await makeDraft(system);
  await expectProblem(
    listAccessTenants(viewerOf(system), { integrationId, query: { cursor, limit: 5 } }),
    'invalid_request',
  );
});

test('only connected tenants are listed when these are asked for', async () => {
  const integrationId = await makeDraft(system);
  const connected = await makeTenant(system.db);
  await makeTenant(system.db);
  await makeConnection(system.db, { tenantId: connected, integrationId });
  const page = await listAccessTenants(viewerOf(system), {
    integrationId,
    query: { limit: 25, connected: 'true' },
  });
  expect(page.items.map(({ id }) => id)).toEqual([connected]);
  expect(page.total).toBe(1);
});

test('tenants are found by any part of the name, short terms where a word starts', async () => {
  const names = ['Desert Breeze Air', 'Airport Plumbing', 'Fair Weather', '100% Cool'];
  const tenantIds = [];
  for (const name of names) tenantIds.push(await makeTenant(system.db, { name }));
  const [desert = '', airport = ''] = tenantIds;
  const inactive = await makeTenant(system.db, { name: 'Airless' });
  await system.db.updateTable('tenant').set({ active: false }).where('id', '=', inactive).execute();
  const integrationId = await makeDraft(system);
  await saveTenantAccess(managerOf(system), {
    integrationId,
    version: 0,
    tenantAccess: { mode: 'specific', enable: [desert], disable: [] },
    confirm: false,
  });
  await makeConnection(system.db, { tenantId: desert, integrationId });
  const find = async (query: { search?: string; enabled?: 'true' | 'false'; cursor?: string }) =>
    listAccessTenants(viewerOf(system), { integrationId, query: { limit: 25, ...query } });
  const namesOf = async (query: Parameters<typeof find>[0]) =>
    (await find(query)).items.map(({ name }) => name);
  expect(await namesOf({ search: 'AIR' })).toEqual([
    'Airport Plumbing',
    'Desert Breeze Air',
    'Fair Weather',
  ]);
  expect(await namesOf({ search: 'ai' })).toEqual(['Airport Plumbing', 'Desert Breeze Air']);
  expect(await namesOf({ search: 'eeze a' })).toEqual(['Desert Breeze Air']);
  expect(await namesOf({ search: '0%' })).toEqual([]);
  expect(await namesOf({ search: '00%' })).toEqual(['100% Cool']);
  expect(await namesOf({ enabled: 'true' })).toEqual(['Desert Breeze Air']);
  expect(await namesOf({ search: 'air', enabled: 'false' })).toEqual([
    'Airport Plumbing',
    'Fair Weather',
  ]);
  const first = await listAccessTenants(viewerOf(system), {
    integrationId,
    query: { search: 'air', limit: 1 },
  });
  expect(first).toMatchObject({
    items: [{ id: airport, enabled: false, connected: false }],
    total: 3,
  });
  const rest = await find({ search: 'air', cursor: first.nextCursor ?? '' });
  expect(rest.items[0]).toMatchObject({ id: desert, enabled: true, connected: true });
  await expectProblem(
    listAccessTenants(viewerOf(system), { integrationId: newId(), query: { limit: 1 } }),
    'not_found',
  );
});

test('the connected are found among the enabled and among the others, each once', async () => {
  const integrationId = await makeDraft(system);
  const one = await makeTenant(system.db, { name: 'Zircon One' });
  const other = await makeTenant(system.db, { name: 'Zircon Other' });
  await makeTenant(system.db, { name: 'Zircon Third' });
  await system.db
    .insertInto('integration_enabled_tenant')
    .values({ integration_id: integrationId, tenant_id: one })
    .execute();
  for (const tenantId of [one, one, other])
    await makeConnection(system.db, { tenantId, integrationId });
  const namesOf = async (query: { enabled?: 'true' | 'false' }) =>
    (
      await listAccessTenants(viewerOf(system), {
        integrationId,
        query: { search: 'zircon', connected: 'true', limit: 25, ...query },
      })
    ).items.map(({ name }) => name);
  expect(await namesOf({})).toEqual(['Zircon One', 'Zircon Other']);
  expect(await namesOf({ enabled: 'true' })).toEqual(['Zircon One']);
  expect(await namesOf({ enabled: 'false' })).toEqual(['Zircon Other']);
});
