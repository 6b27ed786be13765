import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { proposalsMax } from '@leads/contract/job-type-suggestions';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createScene, fileOf } from '../test-data/scene.ts';
import type { Scene } from '../test-data/scene.ts';
import { suggestMappings } from './suggest-mappings.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await createScene();
});
afterAll(() => scene.system.close());

async function integrationWith(...lines: string[]): Promise<string> {
  const id = await scene.draft();
  await scene.upload(id, fileOf(...lines));
  return id;
}

/** Partner id → the first proposal's standard job type by name. */
async function proposed(integrationId: string) {
  const { proposals } = await suggestMappings(scene.viewer, integrationId);
  const own = new Map((await scene.read(integrationId)).map((row) => [row.id, row.partnerId]));
  const types = await scene.system.db
    .selectFrom('standard_job_type')
    .select(['id', 'name'])
    .execute();
  const names = new Map(types.map((type) => [type.id, type.name]));
  return proposals.map(({ partnerJobTypeId, options: [first] }) => ({
    partnerId: own.get(partnerJobTypeId),
    name: names.get(first?.standardJobTypeId ?? ''),
    confidence: first?.confidence ?? 0,
    otherPartners: first?.otherPartners,
  }));
}

it('proposes only for what is not mapped, the surest first, and changes nothing', async () => {
  const id = await integrationWith(
    'a,AC repair,HVAC,,Repair AC',
    'b,Thermostat,HVAC,,',
    'c,Unclog drain,Plumbing,,',
    'd,Something else,,,',
  );
  const before = await scene.read(id);
  const found = await proposed(id);
  expect(found.map(({ partnerId }) => partnerId)).toEqual(['c', 'b']);
  expect(found[0]).toMatchObject({ name: 'Unclog Drain', otherPartners: 0 });
  expect((await suggestMappings(scene.viewer, id)).unmappedCount).toBe(3);
  expect(await scene.read(id)).toEqual(before);
});

it('learns from other living integrations that map the same name and category', async () => {
  const other = await integrationWith('x,Zebra visit,Stripes,,Rewire');
  const another = await integrationWith(
    'y,ZEBRA visit,stripes,,Rewire',
    'z,Zebra visit,Spots,,Repair AC',
  );
  const id = await integrationWith('mine,zebra Visit,Stripes,,');
  expect(await proposed(id)).toEqual([
    { partnerId: 'mine', name: 'Rewire', confidence: 0.97, otherPartners: 2 },
  ]);
  await scene.system.db
    .updateTable('integration')
    .set({ deleted_at: new Date() })
    .where('id', '=', another)
    .execute();
  expect(await proposed(id)).toMatchObject([{ confidence: 0.92, otherPartners: 1 }]);
  const disagreeing = await integrationWith('w,Zebra visit,Stripes,,Repair AC');
  expect(await proposed(id)).toMatchObject([{ confidence: 0.46 }]);
  for (const one of [other, disagreeing]) {
    await scene.system.db
      .deleteFrom('partner_job_type')
      .where('integration_id', '=', one)
      .execute();
  }
  expect(await proposed(id)).toEqual([]);
});

it('never proposes a retired type', async () => {
  await integrationWith('x,Weekly mowing,Yard,,Lawn Care');
  const id = await integrationWith('mine,Weekly mowing,Yard,,');
  expect(await proposed(id)).toMatchObject([{ name: 'Lawn Care' }]);
  const retire = (at: Date | null) =>
    scene.system.db
      .updateTable('standard_job_type')
      .set({ retired_at: at })
      .where('name', '=', 'Lawn Care')
      .execute();
  await retire(new Date());
  expect(await proposed(id)).toEqual([]);
  await retire(null);
});

it('answers 404 for an integration that is not there or is deleted', async () => {
  await expectProblem(suggestMappings(scene.manager, newId()), 'not_found');
  const id = await integrationWith('a,A,,,');
  await scene.system.db
    .updateTable('integration')
    .set({ deleted_at: new Date() })
    .where('id', '=', id)
    .execute();
  await expectProblem(suggestMappings(scene.manager, id), 'not_found');
});

it('holds at most 5,000 proposals and says how many it leaves out', async () => {
  const id = await scene.draft();
  await sql`
    insert into partner_job_type (integration_id, id, partner_id, name, category, position)
    select ${id}, gen_random_uuid(), n::text, 'Water heater repair ' || n, 'Plumbing', n
    from generate_series(1, ${proposalsMax + 3}) n
  `.execute(scene.system.db);
  const { proposals, moreCount, unmappedCount } = await suggestMappings(scene.viewer, id);
  expect(proposals).toHaveLength(proposalsMax);
  expect({ moreCount, unmappedCount }).toEqual({ moreCount: 3, unmappedCount: proposalsMax + 3 });
});
