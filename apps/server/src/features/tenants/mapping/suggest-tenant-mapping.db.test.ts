import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/id.ts';
import {
  makeIntegration,
  makePartnerJobType,
  makeTenant,
  makeTenantUser,
} from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { suggestTenantMapping } from './suggest-tenant-mapping.ts';

let system: TestSystem;
const standard = new Map<string, string>();
beforeAll(async () => {
  system = await createTestSystem();
  const tradeId = newId();
  await system.db
    .insertInto('trade')
    .values({ id: tradeId, name: 'Test HVAC', position: 0 })
    .execute();
  for (const [position, name] of ['Repair AC', 'Install AC', 'Repair Furnace'].entries()) {
    const id = newId();
    standard.set(name, id);
    await system.db
      .insertInto('standard_job_type')
      .values({ id, trade_id: tradeId, name, position })
      .execute();
  }
});
afterAll(() => system.close());

const idOf = (name: string): string => standard.get(name) ?? '';

async function makeScene(names: readonly string[]) {
  const { db } = system;
  const tenantId = await makeTenant(db);
  const own = new Map(names.map((name) => [name, newId()]));
  for (const [name, id] of own) {
    await db
      .insertInto('tenant_job_type')
      .values({ tenant_id: tenantId, id, external_id: id, name, active: name !== 'Old AC Repair' })
      .execute();
  }
  const actor = await makeTenantUser(db, { tenantId, role: 'office' });
  return { tenantId, own, ctx: system.contextFor(actor) };
}

describe('suggestions for the mapping of a tenant', () => {
  it('propose own job types by name, the likeliest first, and none that is not active', async () => {
    const names = ['AC Repair', 'Air conditioner replacement', 'Old AC Repair', 'Pool cleaning'];
    const { ctx, own } = await makeScene(names);
    const { proposals } = await suggestTenantMapping(ctx, {});
    const best = (name: string) =>
      proposals.find((one) => one.standardJobTypeId === idOf(name))?.options[0];
    expect(best('Repair AC')).toMatchObject({
      tenantJobTypeId: own.get('AC Repair'),
      matched: ['ac', 'repair'],
    });
    expect(best('Install AC')?.tenantJobTypeId).toBe(own.get('Air conditioner replacement'));
    const proposed = proposals.flatMap((one) =>
      one.options.map((option) => option.tenantJobTypeId),
    );
    expect(proposed).not.toContain(own.get('Old AC Repair'));
    expect(proposed).not.toContain(own.get('Pool cleaning'));
    const sure = proposals.map((one) => one.options[0]?.confidence ?? 0);
    expect(sure).toEqual(sure.toSorted((a, b) => b - a));
  });

  it('leave out what is mapped, and bring the business units of the trade along', async () => {
    const { ctx, own, tenantId } = await makeScene(['AC Repair', 'AC Install']);
    const unitId = newId();
    const mapped = { tenant_id: tenantId, standard_job_type_id: idOf('Repair AC') };
    await system.db
      .insertInto('business_unit')
      .values({ tenant_id: tenantId, id: unitId, external_id: unitId, name: 'Crew' })
      .execute();
    await system.db
      .insertInto('tenant_mapped_job_type')
      .values({ ...mapped, tenant_job_type_id: own.get('AC Repair') ?? '' })
      .execute();
    await system.db
      .insertInto('tenant_mapped_business_unit')
      .values({ ...mapped, business_unit_id: unitId })
      .execute();
    const { proposals } = await suggestTenantMapping(ctx, {});
    expect(proposals.map((one) => one.standardJobTypeId)).not.toContain(idOf('Repair AC'));
    expect(proposals.find((one) => one.standardJobTypeId === idOf('Install AC'))).toMatchObject({
      options: [{ tenantJobTypeId: own.get('AC Install') }],
      businessUnitIds: [unitId],
    });
  });

  it('of one partner are judged against the whole catalogue', async () => {
    const { ctx } = await makeScene(['AC Install']);
    const integrationId = await makeIntegration(system.db);
    await makePartnerJobType(system.db, {
      integrationId,
      partnerId: 'a',
      standardJobTypeId: idOf('Repair AC'),
    });
    const { proposals, unmappedCount } = await suggestTenantMapping(ctx, { integrationId });
    expect(unmappedCount).toBe(1);
    const confidence = proposals[0]?.options[0]?.confidence ?? 0;
    expect(confidence).toBeLessThan(0.7);
  });
});
