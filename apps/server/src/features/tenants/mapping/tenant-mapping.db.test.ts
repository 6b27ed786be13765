import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import {
  makeIntegration,
  makePartnerJobType,
  makeTenant,
  makeTenantUser,
  makeTrade,
} from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { getTenantMapping } from './get-tenant-mapping.ts';
import { saveTenantMapping } from './save-tenant-mapping.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

async function makeScene(role: 'owner' | 'office' = 'owner') {
  const { db } = system;
  const tenantId = await makeTenant(db);
  const jobTypeId = newId();
  const unitId = newId();
  const own = { tenant_id: tenantId, external_id: newId(), name: 'Own' };
  await db
    .insertInto('tenant_job_type')
    .values({ ...own, id: jobTypeId })
    .execute();
  await db
    .insertInto('business_unit')
    .values({ ...own, id: unitId })
    .execute();
  const { jobTypeIds } = await makeTrade(db);
  const ctx: Context<ActorOf<'tenant'>> = system.contextFor(
    await makeTenantUser(db, { tenantId, role }),
  );
  return { tenantId, jobTypeId, unitId, standardId: jobTypeIds[0], otherId: jobTypeIds[1], ctx };
}

describe('saving the mapping', () => {
  it('replaces the named rows, leaves the others, counts the version up and writes the audit', async () => {
    const { ctx, tenantId, jobTypeId, unitId, standardId, otherId } = await makeScene();
    const rows = [
      { standardJobTypeId: standardId, tenantJobTypeIds: [jobTypeId], businessUnitIds: [unitId] },
      { standardJobTypeId: otherId, tenantJobTypeIds: [jobTypeId], businessUnitIds: [] },
    ];
    expect(await saveTenantMapping(ctx, { version: 0, rows })).toEqual({ version: 1 });
    const cleared = [{ standardJobTypeId: otherId, tenantJobTypeIds: [], businessUnitIds: [] }];
    expect(await saveTenantMapping(ctx, { version: 1, rows: cleared })).toEqual({ version: 2 });
    const mapping = await getTenantMapping(ctx, {});
    const find = (id: string) => mapping.rows.find((row) => row.standardJobTypeId === id);
    expect(find(standardId)).toMatchObject({
      tenantJobTypeIds: [jobTypeId],
      businessUnitIds: [unitId],
    });
    expect(find(otherId)).toMatchObject({ tenantJobTypeIds: [], businessUnitIds: [] });
    const audit = await system.db
      .selectFrom('audit_entry')
      .select(['action', 'actor_name'])
      .where('tenant_id', '=', tenantId)
      .execute();
    const saved = { action: 'tenant_mapping.save', actor_name: 'Tenant owner' };
    expect(audit).toEqual([saved, saved]);
  });

  it('refuses a save over a newer one', async () => {
    const { ctx } = await makeScene();
    await saveTenantMapping(ctx, { version: 0, rows: [] });
    await expect(saveTenantMapping(ctx, { version: 0, rows: [] })).rejects.toMatchObject({
      code: 'changed_meanwhile',
      context: { currentVersion: 1 },
    });
  });

  it('refuses job types and business units of another tenant, naming the row, and stores nothing', async () => {
    const mine = await makeScene();
    const theirs = await makeScene();
    const rows = [
      {
        standardJobTypeId: mine.standardId,
        tenantJobTypeIds: [theirs.jobTypeId],
        businessUnitIds: [theirs.unitId],
      },
    ];
    await expect(saveTenantMapping(mine.ctx, { version: 0, rows })).rejects.toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '/rows/0/tenantJobTypeIds' }, { pointer: '/rows/0/businessUnitIds' }],
    });
    expect((await getTenantMapping(mine.ctx, {})).version).toBe(0);
  });

  it('refuses an office user', async () => {
    const { ctx } = await makeScene('office');
    await expect(saveTenantMapping(ctx, { version: 0, rows: [] })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('reading the mapping', () => {
  it('names the partners that offer a standard job type to this tenant, and filters by one', async () => {
    const { ctx, standardId, otherId } = await makeScene();
    const integrationId = await makeIntegration(system.db);
    const closedId = await makeIntegration(system.db, { status: 'inactive' });
    await makePartnerJobType(system.db, {
      integrationId,
      partnerId: 'a',
      standardJobTypeId: standardId,
    });
    await makePartnerJobType(system.db, {
      integrationId: closedId,
      partnerId: 'b',
      standardJobTypeId: otherId,
    });
    const all = await getTenantMapping(ctx, {});
    expect(all.rows.find((row) => row.standardJobTypeId === standardId)?.usedBy).toEqual([
      `Partner ${integrationId}`,
    ]);
    expect(all.rows.find((row) => row.standardJobTypeId === otherId)?.usedBy).toEqual([]);
    const filtered = await getTenantMapping(ctx, { integrationId });
    expect(filtered.rows.map((row) => row.standardJobTypeId)).toEqual([standardId]);
  });
});
