import { afterAll, beforeAll, expect, test } from 'vitest';
import { IntegrationListQuery } from '@leads/contract/integrations';
import { systemActor } from '#platform/act/actor.ts';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeConnection, makeTenant } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { deleteIntegration } from './delete-integration.ts';
import { destroySecretsOfDeleted } from './destroy-secrets.task.ts';
import { getIntegration } from './get-integration.ts';
import { listIntegrations } from './list/list-integrations.ts';
import { restoreIntegration } from './restore-integration.ts';
import { activateIntegration } from './switch-status.ts';
import {
  listAudit,
  makeDraft,
  makeReady,
  managerOf,
  viewerOf,
} from './testing/integrations-under-test.ts';
import { insertDeliveries } from './testing/rows-under-test.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(async () => system.close());

const dayMs = 86_400_000;
const remove = (id: string, confirmName?: string) =>
  deleteIntegration(managerOf(system), { id, confirmName });
const restore = (id: string, name?: string) => restoreIntegration(managerOf(system), { id, name });
const listDeleted = (search: string, sort = '-updatedAt') =>
  listIntegrations(
    viewerOf(system),
    IntegrationListQuery.parse({ search, status: 'deleted', sort }),
  );

async function setDeletedAt(id: string, deletedAt: Date): Promise<void> {
  await system.db
    .updateTable('integration')
    .set({ deleted_at: deletedAt, updated_at: deletedAt })
    .where('id', '=', id)
    .execute();
}

test('comes back inactive as it was set up, with nobody connected and dead credentials', async () => {
  const name = `Back ${newId()}`;
  const id = await makeReady(system, { name });
  await activateIntegration(managerOf(system), id);
  const tenantId = await makeTenant(system.db);
  const connection = await makeConnection(system.db, { tenantId, integrationId: id });
  const before = await getIntegration(managerOf(system), id);
  await remove(id, name);
  const after = await restore(id);
  expect(after).toMatchObject({
    status: 'inactive',
    general: before.general,
    urls: before.urls,
    webhooks: before.webhooks,
    signingKeys: before.signingKeys,
    connectedTenants: 0,
    missing: [{ section: 'credentials' }],
  });
  const { state } = await system.db
    .selectFrom('connection')
    .select('state')
    .where('id', '=', connection.id)
    .executeTakeFirstOrThrow();
  expect(state).toBe('disconnected');
  expect((await listAudit(system, id)).at(-1)).toMatchObject({
    action: 'integration.restore',
    actor_name: 'Mia',
    before: { name, deleted: true },
    after: { name, status: 'inactive' },
  });
});

test('one that lives is left as it is, also when restored twice', async () => {
  const id = await makeReady(system);
  await activateIntegration(managerOf(system), id);
  expect(await restore(id, 'Another name')).toMatchObject({ status: 'active' });
  await remove(id);
  await restore(id);
  const audit = await listAudit(system, id);
  expect(await restore(id)).toMatchObject({ status: 'inactive' });
  expect(await listAudit(system, id)).toEqual(audit);
});

test('a viewer restores nothing, and what never was is not found', async () => {
  const id = await makeDraft(system);
  await remove(id);
  await expectProblem(restoreIntegration(viewerOf(system), { id, name: undefined }), 'forbidden');
  await expectProblem(getIntegration(managerOf(system), id), 'not_found');
  await expectProblem(restore(newId()), 'not_found');
});

test('a name taken meanwhile, in any case, asks for another one', async () => {
  const name = `Taken ${newId()}`;
  const id = await makeDraft(system, { name });
  await remove(id);
  await makeDraft(system, { name: name.toUpperCase() });
  const problem = await expectProblem(restore(id), 'name_taken');
  expect(problem.errors).toMatchObject([{ pointer: '/name' }]);
  await expectProblem(restore(id, name.toLowerCase()), 'name_taken');
  const other = `Other ${newId()}`;
  expect((await restore(id, other)).general.name).toBe(other);
});

test('can be restored for 30 days and not a moment longer', async () => {
  const id = await makeDraft(system);
  await remove(id);
  const now = system.clock.now().getTime();
  await setDeletedAt(id, new Date(now - 30 * dayMs));
  await expectProblem(restore(id), 'restore_expired');
  await setDeletedAt(id, new Date(now - 30 * dayMs + 1));
  expect((await restore(id)).status).toBe('inactive');
});

test('deleted ones are listed when asked for, with who, when and until when', async () => {
  const mark = newId();
  const living = await makeDraft(system, { name: `Living ${mark}` });
  const first = await makeDraft(system, { name: `First ${mark}` });
  const second = await makeDraft(system, { name: `Second ${mark}` });
  for (const id of [second, first]) await remove(id);
  const now = system.clock.now().getTime();
  await setDeletedAt(first, new Date(now - dayMs));
  await setDeletedAt(second, new Date(now - 31 * dayMs));
  const { items, total } = await listDeleted(mark);
  expect(total).toBe(2);
  expect(items).toMatchObject([
    {
      id: first,
      deletion: {
        at: new Date(now - dayMs).toISOString(),
        byName: 'Mia',
        restorableUntil: new Date(now + 29 * dayMs).toISOString(),
        restorable: true,
      },
    },
    { id: second, deletion: { restorable: false } },
  ]);
  expect((await listDeleted(mark, 'name')).items.map(({ id }) => id)).toEqual([first, second]);
  const all = await listIntegrations(
    viewerOf(system),
    IntegrationListQuery.parse({ search: mark }),
  );
  expect(all.items).toMatchObject([{ id: living, deletion: null }]);
});

test('URLs and keys are destroyed after 30 days, once the last message has ended', async () => {
  const done = await makeReady(system);
  const waiting = await makeReady(system);
  const young = await makeReady(system);
  const now = system.clock.now().getTime();
  for (const id of [done, waiting, young]) {
    await system.db
      .insertInto('signing_key')
      .values({ id: newId(), integration_id: id, secret_sealed: 'sealed' })
      .execute();
    await remove(id);
    await setDeletedAt(id, new Date(now - (id === young ? 29 : 30) * dayMs));
  }
  await insertDeliveries(system, waiting, [['waiting', 3, '29 days']]);
  await destroySecretsOfDeleted(system.contextFor(systemActor('worker')));
  const left = async (table: 'signing_key' | 'integration_urls') =>
    (
      await system.db
        .selectFrom(table)
        .select('integration_id')
        .where('integration_id', 'in', [done, waiting, young])
        .execute()
    )
      .map((row) => row.integration_id)
      .toSorted();
  expect(await left('signing_key')).toEqual([waiting, young].toSorted());
  expect(await left('integration_urls')).toEqual([waiting, young].toSorted());
  expect((await listAudit(system, done)).at(-1)).toMatchObject({
    action: 'integration.destroy_secrets',
    before: { signingKeys: 1, urls: true },
  });
  await system.db
    .updateTable('delivery')
    .set({ state: 'failed' })
    .where('integration_id', '=', waiting)
    .execute();
  await destroySecretsOfDeleted(system.contextFor(systemActor('worker')));
  expect(await left('signing_key')).toEqual([young]);
});
