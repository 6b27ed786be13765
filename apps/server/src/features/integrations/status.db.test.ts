import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/id.ts';
import { makeConnection, makeTenant } from '#testing/factories.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { createIntegration } from './create-integration.ts';
import { deleteIntegration } from './delete-integration.ts';
import { getIntegration } from './get-integration.ts';
import { activateIntegration, deactivateIntegration } from './switch-status.ts';
import {
  generalOf,
  listAudit,
  makeCredential,
  makeDraft,
  makeReady,
  managerOf,
  viewerOf,
} from './testing/integrations-under-test.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(async () => system.close());

test('a complete integration turns on and off again, each audited', async () => {
  const id = await makeReady(system);
  expect(await getIntegration(managerOf(system), id)).toMatchObject({
    status: 'draft',
    missing: [],
  });
  expect((await activateIntegration(managerOf(system), id)).status).toBe('active');
  expect((await deactivateIntegration(managerOf(system), id)).status).toBe('inactive');
  expect((await activateIntegration(managerOf(system), id)).status).toBe('active');
  const acts = (await listAudit(system, id)).slice(-3);
  expect(acts).toMatchObject([
    { action: 'integration.activate', before: { status: 'draft' }, after: { status: 'active' } },
    {
      action: 'integration.deactivate',
      before: { status: 'active' },
      after: { status: 'inactive' },
    },
    { action: 'integration.activate', before: { status: 'inactive' }, after: { status: 'active' } },
  ]);
});

test('once more changes nothing', async () => {
  const id = await makeReady(system);
  await activateIntegration(managerOf(system), id);
  const before = await listAudit(system, id);
  await activateIntegration(managerOf(system), id);
  expect(await listAudit(system, id)).toEqual(before);
  const draftId = await makeDraft(system);
  expect((await deactivateIntegration(managerOf(system), draftId)).status).toBe('draft');
});

test('an incomplete one is refused with all that is missing', async () => {
  const id = await makeDraft(system);
  const problem = await expectProblem(activateIntegration(managerOf(system), id), 'not_ready');
  const { missing } = await getIntegration(managerOf(system), id);
  expect(problem.context).toEqual({ missing });
  expect(missing.map(({ section }) => section)).toEqual([
    'job_types',
    'extra_details',
    'webhooks',
    'urls',
    'tenant_access',
    'credentials',
  ]);
});

test.each([
  ['revoked', { revoked_at: new Date() }],
  ['expired', { expires_at: new Date(Date.now() - 1000) }],
  ['a sandbox one', { mode: 'sandbox' }],
])('a credential that is %s does not count', async (_title, columns) => {
  const id = await makeReady(system);
  await system.db
    .updateTable('partner_credential')
    .set(columns)
    .where('integration_id', '=', id)
    .execute();
  const problem = await expectProblem(activateIntegration(managerOf(system), id), 'not_ready');
  expect(problem.context).toMatchObject({ missing: [{ section: 'credentials' }] });
});

test('a viewer switches and deletes nothing', async () => {
  const id = await makeReady(system);
  await expectProblem(activateIntegration(viewerOf(system), id), 'forbidden');
  await expectProblem(deactivateIntegration(viewerOf(system), id), 'forbidden');
  await expectProblem(
    deleteIntegration(viewerOf(system), { id, confirmName: undefined }),
    'forbidden',
  );
  expect((await getIntegration(viewerOf(system), id)).status).toBe('draft');
});

test('deletion revokes the credentials, frees the name and keeps the history', async () => {
  const name = `Gone ${newId()}`;
  const id = await makeReady(system, { name });
  await activateIntegration(managerOf(system), id);
  await makeCredential(system, id);
  await deleteIntegration(managerOf(system), { id, confirmName: undefined });
  await expectProblem(getIntegration(managerOf(system), id), 'not_found');
  await expectProblem(activateIntegration(managerOf(system), id), 'not_found');
  await expectProblem(
    deleteIntegration(managerOf(system), { id, confirmName: undefined }),
    'not_found',
  );
  const alive = await system.db
    .selectFrom('partner_credential')
    .select('id')
    .where('integration_id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
  expect(alive).toEqual([]);
  const row = await system.db
    .selectFrom('integration')
    .select(['status', 'name'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ status: 'inactive', name });
  expect((await listAudit(system, id)).at(-1)).toMatchObject({
    action: 'integration.delete',
    before: { name, status: 'active', connectedTenants: 0 },
  });
  await createIntegration(managerOf(system), { id: newId(), general: generalOf({ name }) });
  const again = createIntegration(managerOf(system), { id, general: generalOf() });
  await expectProblem(again, 'changed_meanwhile');
});

test('deletion under a connected tenant needs the partner name; then the partner is told', async () => {
  const name = `Busy ${newId()}`;
  const id = await makeReady(system, { name });
  await system.db
    .updateTable('integration_webhooks')
    .set({ accounts: true })
    .where('integration_id', '=', id)
    .execute();
  const tenantId = await makeTenant(system.db);
  const connection = await makeConnection(system.db, { tenantId, integrationId: id });
  for (const confirmName of [undefined, 'Another', name.toUpperCase()]) {
    const problem = await expectProblem(
      deleteIntegration(managerOf(system), { id, confirmName }),
      'confirmation_needed',
    );
    expect(problem.context).toEqual({ connectedTenants: 1, openLeads: 0, waitingDeliveries: 0 });
  }
  await deleteIntegration(managerOf(system), { id, confirmName: name });
  const { state } = await system.db
    .selectFrom('connection')
    .select('state')
    .where('id', '=', connection.id)
    .executeTakeFirstOrThrow();
  expect(state).toBe('disconnected');
  const notices = await system.db
    .selectFrom('delivery')
    .select(['path', 'state'])
    .where('integration_id', '=', id)
    .execute();
  expect(notices).toEqual([{ path: '/accounts/updated', state: 'waiting' }]);
});
