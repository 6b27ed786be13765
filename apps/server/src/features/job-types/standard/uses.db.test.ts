import { afterAll, beforeAll, expect, it } from 'vitest';
import { CatalogueName } from '@leads/contract/standard-job-types';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeIntegration, makePartnerJobType, makeTenant, makeTrade } from '#testing/factories.ts';
import { createScene } from '../test-data/scene.ts';
import type { Scene } from '../test-data/scene.ts';
import { getCatalogue } from './get-catalogue.ts';
import { listTypeUses } from './list-type-uses.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await createScene();
});
afterAll(() => scene.system.close());

async function read(id: string) {
  const { trades } = await getCatalogue(scene.viewer);
  return trades.flatMap((trade) => trade.standardJobTypes).find((type) => type.id === id);
}

it('counts living integrations, their job types and tenants, and pages through the uses', async () => {
  const { db } = scene.system;
  const {
    jobTypeIds: [typeId, otherId],
  } = await makeTrade(db);
  const integrations = [
    await makeIntegration(db),
    await makeIntegration(db),
    await makeIntegration(db),
  ];
  for (const [at, integrationId] of integrations.entries()) {
    for (const partnerId of ['a', 'b']) {
      await makePartnerJobType(db, {
        integrationId,
        partnerId: `${partnerId}${at}`,
        standardJobTypeId: typeId,
      });
    }
  }
  await makePartnerJobType(db, {
    integrationId: integrations[0] ?? '',
    partnerId: 'c',
    standardJobTypeId: otherId,
  });
  await db
    .updateTable('integration')
    .set({ deleted_at: new Date() })
    .where('id', '=', integrations[2] ?? '')
    .execute();
  const tenantId = await makeTenant(db);
  for (const name of ['One', 'Two']) {
    const id = newId();
    await db
      .insertInto('tenant_job_type')
      .values({ tenant_id: tenantId, id, external_id: id, name })
      .execute();
    await db
      .insertInto('tenant_mapped_job_type')
      .values({ tenant_id: tenantId, standard_job_type_id: typeId, tenant_job_type_id: id })
      .execute();
  }
  expect(await read(typeId)).toMatchObject({
    integrationCount: 2,
    partnerJobTypeCount: 4,
    tenantCount: 1,
  });

  const first = await listTypeUses(scene.viewer, { id: typeId, query: { limit: 3 } });
  expect(first.total).toBe(4);
  const rest = await listTypeUses(scene.viewer, {
    id: typeId,
    query: { limit: 3, cursor: first.nextCursor ?? '' },
  });
  expect(rest.nextCursor).toBeNull();
  const all = [...first.items, ...rest.items];
  expect(all.map((use) => use.partnerId).toSorted()).toEqual(['a0', 'a1', 'b0', 'b1']);
  expect(all.map((use) => use.integrationName)).toEqual(
    all.map((use) => use.integrationName).toSorted(),
  );
});

it('refuses cursors that are none of this list, and an unknown type', async () => {
  const { jobTypeIds } = await makeTrade(scene.system.db);
  const foreign = Buffer.from(JSON.stringify(['a', 'x', 'y'])).toString('base64url');
  for (const cursor of ['nonsense', foreign]) {
    await expectProblem(
      listTypeUses(scene.viewer, { id: jobTypeIds[0], query: { limit: 3, cursor } }),
      'invalid_request',
    );
  }
  await expectProblem(
    listTypeUses(scene.viewer, { id: newId(), query: { limit: 3 } }),
    'not_found',
  );
});

it.each([
  ['a', true],
  ['x'.repeat(100), true],
  ['x'.repeat(101), false],
  ['', false],
  ['   ', false],
  ['None', false],
  ['No Power', true],
  ['a\u0000b', false],
  ['a\nb', false],
])('a name may be %j: %s', (name, isGood) => {
  expect(CatalogueName.safeParse(name).success).toBe(isGood);
});
