import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '#platform/act/actor.ts';
import type { ReadDb } from '#platform/act/context.ts';
import { encodeCursor } from '#platform/db/page-cursor.ts';
import { makeIntegration, makeTenant } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { findTenantPage } from './find-tenant-page.ts';
import type { TenantSearch } from './find-tenant-page.ts';
import { countFrequentWords } from './frequent-words.ts';

let system: TestSystem;
let integrationId: string;
/** Just as many names hold "gadget" as lists count, and one more "widget". */
const countedMost = 10_000;

beforeAll(async () => {
  system = await createTestSystem();
  integrationId = await makeIntegration(system.db);
  await sql`
    insert into tenant (id, external_id, name, time_zone, currency)
    select gen_random_uuid(), 'many-' || n,
      lpad(n::text, 5, '0') || ' Widget' || case when n <= ${countedMost} then ' Gadget' else '' end,
      'America/Phoenix', 'USD'
    from generate_series(1, ${countedMost + 1}) n`.execute(system.db);
  await countFrequentWords.run(system.contextFor(systemActor('worker')), {});
});
afterAll(async () => system.close());

const find = (search: Partial<TenantSearch>) =>
  findTenantPage(system.db as unknown as ReadDb, {
    search: undefined,
    among: [],
    without: [],
    cursor: undefined,
    limit: 3,
    ...search,
  });
const namesOf = async (search: Partial<TenantSearch>) =>
  (await find(search)).keys.map(({ sortKey }) => sortKey.trim());
const enable = (tenantId: string) =>
  system.db
    .insertInto('integration_enabled_tenant')
    .values({ integration_id: integrationId, tenant_id: tenantId })
    .execute();
const enabled = () => ({ among: [{ listOf: integrationId }] });
const disabled = () => ({ among: ['active'] as const, without: [{ listOf: integrationId }] });

test('counts exactly up to 10,000 and no further, with or without the counted words', async () => {
  expect(await find({ search: 'gadget' })).toMatchObject({ total: countedMost });
  expect(await find({ search: 'widget' })).toMatchObject({ total: undefined });
  expect(await find({ search: 'dget' })).toMatchObject({ total: undefined });
  expect(await find({ search: 'w' })).toMatchObject({ total: undefined });
  expect(await find({})).toMatchObject({ total: undefined });
  // Not found in any word that was counted, and more than 10,000 all the same.
  expect(await find({ search: 'wid dget' })).toMatchObject({ total: undefined });
});

test('pages of a term in too many names to be sorted follow the names', async () => {
  expect(await namesOf({ search: 'widget', limit: 2 })).toEqual([
    '00001 widget gadget',
    '00002 widget gadget',
    '00003 widget gadget',
  ]);
  const { keys } = await find({ search: 'widget' });
  const last = keys[2];
  const cursor = encodeCursor([last?.sortKey ?? '', last?.id ?? '']);
  expect((await namesOf({ search: 'widget', cursor }))[0]).toBe('00004 widget gadget');
});

test('a name must hold every term, in any order, short ones where a word starts', async () => {
  await makeTenant(system.db, { name: 'Desert Breeze Air' });
  await makeTenant(system.db, { name: 'Air of the Desert' });
  expect(await namesOf({ search: 'air desert' })).toEqual([
    'air of the desert',
    'desert breeze air',
  ]);
  expect(await namesOf({ search: 'DES br' })).toEqual(['desert breeze air']);
  expect(await namesOf({ search: 'esert ze' })).toEqual([]);
});

test('leaving out the enabled leaves fewer to count', async () => {
  const { keys } = await find({ search: 'widget' });
  for (const { id } of keys) await enable(id);
  expect(await find({ search: 'widget', ...disabled() })).toMatchObject({
    total: countedMost + 1 - keys.length,
  });
  expect(await namesOf({ search: 'widget', ...disabled() })).toEqual(
    ['00005', '00006', '00007', '00008'].map((number) => `${number} widget gadget`),
  );
  expect(await find({ search: 'gadget', ...enabled() })).toMatchObject({ total: keys.length });
});

test('the enabled are found by the name that they have now', async () => {
  const tenantId = await makeTenant(system.db, { name: 'Old Quartz' });
  await enable(tenantId);
  await system.db
    .updateTable('tenant')
    .set({ name: 'New Quartz' })
    .where('id', '=', tenantId)
    .execute();
  expect(await namesOf({ search: 'quartz', ...enabled() })).toEqual(['new quartz']);
  expect(await namesOf({ search: 'old', ...enabled() })).toEqual([]);
});
