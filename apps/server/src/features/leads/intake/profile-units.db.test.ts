import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { ingestLead, makeBooking, makeLeadScene, makeOwnWork } from '../testing/lead-scene.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

it('pre-fills the one business unit that remains of the mapped ones and of those of the profile', async () => {
  const scene = await makeLeadScene(system);
  const { tenantId, standardJobTypeId, connectionId, profileId, businessUnitId } = scene;
  await makeOwnWork(system.db, { tenantId, standardJobTypeId });
  const unmapped = await makeOwnWork(system.db, { tenantId, standardJobTypeId: null });
  const choose = (unitId: string) =>
    system.db
      .insertInto('connection_profile_business_unit')
      .values({
        tenant_id: tenantId,
        connection_id: connectionId,
        profile_id: profileId,
        business_unit_id: unitId,
      })
      .execute();
  const arrive = async (slot: object) => {
    const { bookingId } = await ingestLead(scene.partnerCtx, makeBooking(scene, { slot }));
    const lead = await system.db
      .selectFrom('lead')
      .select('business_unit_id')
      .where('id', '=', bookingId)
      .executeTakeFirstOrThrow();
    return lead.business_unit_id;
  };
  await choose(unmapped.businessUnitId);
  expect(await arrive({})).toBe(null);
  expect(await arrive({ serviceId: 'unmapped' })).toBe(unmapped.businessUnitId);
  expect(await arrive({ profileId: 'another' })).toBe(null);
  await choose(businessUnitId);
  expect(await arrive({})).toBe(businessUnitId);
  expect(await arrive({ serviceId: 'unmapped' })).toBe(null);
});
