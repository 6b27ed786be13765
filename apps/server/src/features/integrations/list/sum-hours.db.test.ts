import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { IntegrationListQuery } from '@leads/contract/integrations';
import { systemActor } from '#platform/act/actor.ts';
import { makeConnection, makeIntegration, makeTenant } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { viewerOf } from '../testing/integrations-under-test.ts';
import { insertDeliveries, insertLead } from '../testing/rows-under-test.ts';
import { listIntegrations } from './list-integrations.ts';
import { sumNewestHours } from './sum-hours.task.ts';

let system: TestSystem;
let integrationId: string;
let tenantId: string;
let connectionId: string;
beforeEach(async () => {
  system = await createTestSystem();
  integrationId = await makeIntegration(system.db);
  tenantId = await makeTenant(system.db);
  connectionId = (await makeConnection(system.db, { tenantId, integrationId })).id;
});
afterEach(async () => system.close());

const sum = async () => {
  system.clock.set(new Date());
  await sumNewestHours(system.contextFor(systemActor('worker')));
};
const lead = (age: string, values: { test?: boolean } = {}) =>
  insertLead(system, { integrationId, tenantId, connectionId, age, ...values });
const list = () => listIntegrations(viewerOf(system), IntegrationListQuery.parse({}));
const figures = async () => {
  const { items } = await list();
  const [row] = items;
  return [row?.leadsIn7Days, row?.webhookSuccessIn24h];
};
const hours = () =>
  system.db
    .selectFrom('integration_hour')
    .select(['hour', 'leads', 'deliveries_tried', 'deliveries_succeeded'])
    .orderBy('hour')
    .execute();

test('figures are the same before and after the hours are summed, and summed again', async () => {
  for (const age of ['0 seconds', '2 hours', '6 days', '8 days']) await lead(age);
  await lead('1 hour', { test: true });
  await insertDeliveries(system, integrationId, [
    ['succeeded', 2, '3 hours'],
    ['waiting', 1, '3 hours'],
    ['waiting', 0, '3 hours'],
    ['failed', 9, '26 hours'],
    ['failed', 9, '1 hour', true],
  ]);
  system.clock.set(new Date());
  expect(await figures()).toEqual([3, 0.5]);
  await sum();
  const summed = await hours();
  expect(summed.reduce((total, { leads }) => total + leads, 0)).toBeGreaterThanOrEqual(3);
  expect(await figures()).toEqual([3, 0.5]);
  await sum();
  expect(await hours()).toEqual(summed);
  expect(await figures()).toEqual([3, 0.5]);
});

test('what comes after the hours were summed is counted at once', async () => {
  await lead('1 hour');
  await sum();
  await lead('0 seconds');
  await insertDeliveries(system, integrationId, [['succeeded', 1, '0 seconds']]);
  expect(await figures()).toEqual([2, 1]);
  await sum();
  expect(await figures()).toEqual([2, 1]);
});

test('the list is read from the sums: leads below them are not counted again', async () => {
  await lead('5 days');
  await sum();
  await system.db.updateTable('integration_hour').set({ leads: 41 }).execute();
  expect((await figures())[0]).toBe(41);
});

test('a message that arrives hours later counts as arrived once the hour has turned', async () => {
  await insertDeliveries(system, integrationId, [['waiting', 3, '20 hours']]);
  await sum();
  expect(await figures()).toEqual([0, 0]);
  await system.db.updateTable('delivery').set({ state: 'succeeded' }).execute();
  await sql`update integration_hours_counted set until = until - interval '1 hour'`.execute(
    system.db,
  );
  await sum();
  expect(await figures()).toEqual([0, 1]);
});

test('after a pause of days nothing is left out, and hours nobody shows any more go', async () => {
  await sum();
  await sql`update integration_hours_counted set until = now() - interval '5 days'`.execute(
    system.db,
  );
  await lead('4 days');
  await system.db
    .insertInto('integration_hour')
    .values({
      integration_id: integrationId,
      hour: sql<Date>`date_trunc('hour', now() - interval '9 days', 'UTC')`,
      leads: 7,
    })
    .execute();
  await sum();
  expect((await hours()).map(({ leads }) => leads)).toEqual([1]);
  expect((await figures())[0]).toBe(1);
});

test('says when the hours were summed', async () => {
  expect((await list()).summedAt).toBeNull();
  await sum();
  expect((await list()).summedAt).toBe(system.clock.now().toISOString());
});
