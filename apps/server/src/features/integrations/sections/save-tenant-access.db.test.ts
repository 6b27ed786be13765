import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/id.ts';
import { makeConnection, makeTenant } from '#testing/factories.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { getIntegration } from '../get-integration.ts';
import { listAudit, makeDraft, managerOf } from '../testing/integrations-under-test.ts';
import { saveTenantAccess } from './save-tenant-access.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(async () => system.close());

const specific = (enable: string[], disable: string[] = []) => ({
  mode: 'specific' as const,
  enable,
  disable,
});
const all = { mode: 'all' as const, enable: [], disable: [] };

async function stateOf(connectionId: string): Promise<string> {
  const { state } = await system.db
    .selectFrom('connection')
    .select('state')
    .where('id', '=', connectionId)
    .executeTakeFirstOrThrow();
  return state;
}

test('a save names only what changes; the list is kept while all have access', async () => {
  const first = await makeTenant(system.db);
  const second = await makeTenant(system.db, { name: 'Second Plumbing' });
  const id = await makeDraft(system);
  const ctx = managerOf(system);
  const save = (
    version: number,
    tenantAccess: Parameters<typeof saveTenantAccess>[1]['tenantAccess'],
  ) => saveTenantAccess(ctx, { integrationId: id, version, tenantAccess, confirm: false });
  expect((await save(0, specific([first, second]))).tenantAccess).toEqual({
    mode: 'specific',
    enabledCount: 2,
  });
  expect((await save(1, all)).tenantAccess).toEqual({ mode: 'all', enabledCount: 2 });
  expect((await save(2, specific([first, first], [second]))).tenantAccess.enabledCount).toBe(1);
  expect((await listAudit(system, id)).at(-1)).toMatchObject({
    before: { mode: 'all', enabledCount: 2 },
    after: {
      mode: 'specific',
      enabledCount: 1,
      enabled: [],
      disabled: [`Second Plumbing (${second})`],
    },
  });
});

test('none enabled is complete, with a warning', async () => {
  const id = await makeDraft(system);
  const { sections } = await saveTenantAccess(managerOf(system), {
    integrationId: id,
    version: 0,
    tenantAccess: specific([]),
    confirm: false,
  });
  expect(sections.at(-1)).toMatchObject({
    state: 'complete',
    warning: 'No tenant can connect yet',
  });
});

test('taking access from a connected tenant asks first, then disconnects it and nobody else', async () => {
  const [stays, goes] = [await makeTenant(system.db), await makeTenant(system.db)];
  const id = await makeDraft(system);
  const ctx = managerOf(system);
  await saveTenantAccess(ctx, {
    integrationId: id,
    version: 0,
    tenantAccess: { ...all, enable: [stays] },
    confirm: false,
  });
  const kept = await makeConnection(system.db, { tenantId: stays, integrationId: id });
  const lost = await makeConnection(system.db, { tenantId: goes, integrationId: id });
  const take = { integrationId: id, version: 1, tenantAccess: specific([]) };
  const problem = await expectProblem(
    saveTenantAccess(ctx, { ...take, confirm: false }),
    'confirmation_needed',
  );
  expect(problem.context).toMatchObject({ connectedTenants: 1 });
  expect(problem.detail).toMatch(/^Tenant .* is connected/);
  expect(await stateOf(lost.id)).toBe('connected');
  expect((await getIntegration(ctx, id)).tenantAccess.mode).toBe('all');

  const after = await saveTenantAccess(ctx, { ...take, confirm: true });
  expect(after.connectedTenants).toBe(1);
  expect(await stateOf(lost.id)).toBe('disconnected');
  expect(await stateOf(kept.id)).toBe('connected');
});

test('a request under way is ended without asking', async () => {
  const tenantId = await makeTenant(system.db);
  const id = await makeDraft(system);
  const ctx = managerOf(system);
  await saveTenantAccess(ctx, { integrationId: id, version: 0, tenantAccess: all, confirm: false });
  const { id: connectionId } = await makeConnection(system.db, { tenantId, integrationId: id });
  await system.db
    .updateTable('connection')
    .set({ state: 'pending' })
    .where('id', '=', connectionId)
    .execute();
  await saveTenantAccess(ctx, {
    integrationId: id,
    version: 1,
    tenantAccess: specific([]),
    confirm: false,
  });
  expect(await stateOf(connectionId)).toBe('failed');
});

test('refuses tenants that do not exist, and one that is enabled and disabled at once', async () => {
  const id = await makeDraft(system);
  const tenantId = await makeTenant(system.db);
  const save = (tenantAccess: ReturnType<typeof specific>) =>
    saveTenantAccess(managerOf(system), {
      integrationId: id,
      version: 0,
      tenantAccess,
      confirm: false,
    });
  await expectProblem(save(specific([newId()])), 'validation_failed');
  await expectProblem(save(specific([tenantId], [tenantId])), 'validation_failed');
  expect((await getIntegration(managerOf(system), id)).tenantAccess.mode).toBeNull();
});
