import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#platform/id.ts';
import { makeConnection, makeIntegration, makeTenant, makeTenantUser } from '#testing/factories.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { listAuditActions } from '../testing/connection-scene.ts';
import { saveProfileUnits } from './save-profile-units.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

async function makeUnits(tenantId: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  await system.db
    .insertInto('business_unit')
    .values(ids.map((id) => ({ tenant_id: tenantId, id, external_id: id, name: `Unit ${id}` })))
    .execute();
  return ids;
}

async function makeUnit(tenantId: string): Promise<string> {
  const [id = ''] = await makeUnits(tenantId, 1);
  return id;
}

async function makeScene(role: 'owner' | 'office' = 'owner') {
  const tenantId = await makeTenant(system.db);
  const integrationId = await makeIntegration(system.db);
  const { id: connectionId, profileId } = await makeConnection(system.db, {
    tenantId,
    integrationId,
  });
  const unitId = await makeUnit(tenantId);
  const ctx = system.contextFor(await makeTenantUser(system.db, { tenantId, role }));
  const choose = (businessUnitIds: string[], before: string[] = [], profile = profileId) => ({
    tenantId,
    connectionId,
    profiles: [{ profileId: profile, before, businessUnitIds }],
  });
  return { tenantId, connectionId, profileId, unitId, ctx, choose };
}

it('saves the units of the named profiles, answers with the review and writes the audit', async () => {
  const { ctx, unitId, choose, tenantId } = await makeScene();
  const review = await saveProfileUnits(ctx, choose([unitId, unitId]));
  expect(review).toMatchObject({
    profiles: [{ name: 'Profile', businessUnitIds: [unitId], serviceCount: null }],
    businessUnits: [{ id: unitId }],
  });
  const cleared = await saveProfileUnits(ctx, choose([], [unitId]));
  expect(cleared.profiles[0]?.businessUnitIds).toEqual([]);
  const saved = 'connection.save_profile_units';
  expect(await listAuditActions(system, tenantId)).toEqual([saved, saved]);
});

it('has the partner told of services and open spots anew', async () => {
  const { ctx, unitId, choose, tenantId, connectionId } = await makeScene();
  await saveProfileUnits(ctx, choose([unitId]));
  const { boss } = system.services.queue;
  for (const task of ['compare-services', 'compare-availability']) {
    const jobs = await boss.findJobs(task, { data: { tenantId, connectionId } });
    expect(jobs.map(({ data }) => data)).toEqual([{ tenantId, connectionId }]);
  }
});

it('saves all that may be named at once: 200 profiles with 100 business units each', async () => {
  const { ctx, tenantId, connectionId } = await makeScene();
  const unitIds = await makeUnits(tenantId, 100);
  const profiles = Array.from({ length: 200 }, (_, at) => ({
    profileId: `many-${at}`,
    before: [],
    businessUnitIds: unitIds,
  }));
  await system.db
    .insertInto('connection_profile')
    .values(
      profiles.map(({ profileId }, position) => ({
        tenant_id: tenantId,
        connection_id: connectionId,
        profile_id: profileId,
        name: profileId,
        position,
      })),
    )
    .execute();
  await saveProfileUnits(ctx, { tenantId, connectionId, profiles });
  const { count } = await system.db
    .selectFrom('connection_profile_business_unit')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('connection_id', '=', connectionId)
    .executeTakeFirstOrThrow();
  expect(Number(count)).toBe(20_000);
});

it('refuses a save over a newer one', async () => {
  const { ctx, unitId, choose } = await makeScene();
  await saveProfileUnits(ctx, choose([unitId]));
  await expectProblem(saveProfileUnits(ctx, choose([])), 'changed_meanwhile');
});

it('refuses units of another tenant, profiles that are not there, and a profile named twice', async () => {
  const { ctx, tenantId, choose, unitId } = await makeScene();
  const theirs = await makeUnit(await makeTenant(system.db));
  await expectProblem(saveProfileUnits(ctx, choose([theirs])), 'validation_failed');
  await expectProblem(saveProfileUnits(ctx, choose([unitId], [], 'none')), 'validation_failed');
  const once = choose([unitId]);
  const twice = { ...once, profiles: [...once.profiles, ...once.profiles] };
  await expectProblem(saveProfileUnits(ctx, twice), 'validation_failed');
  expect(await listAuditActions(system, tenantId)).toEqual([]);
});

it('refuses an account that is disconnected, office users, and hides connections of another tenant', async () => {
  const { connectionId, ctx, choose } = await makeScene();
  const other = await makeScene();
  await expectProblem(
    saveProfileUnits(other.ctx, { ...other.choose([]), connectionId }),
    'not_found',
  );
  await system.db
    .updateTable('connection')
    .set({ state: 'disconnected' })
    .where('id', '=', connectionId)
    .execute();
  await expectProblem(saveProfileUnits(ctx, choose([])), 'connection_state');
  const office = await makeScene('office');
  await expectProblem(saveProfileUnits(office.ctx, office.choose([])), 'forbidden');
});
