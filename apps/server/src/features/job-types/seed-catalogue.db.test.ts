import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from '#platform/act/actor.ts';
import { change, noAudit } from '#platform/act/change.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { seedCatalogue } from './seed-catalogue.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

async function seed(): Promise<void> {
  await change(system.contextFor(systemActor('test')), 'demo.seed', async (tx) => {
    await seedCatalogue(tx);
    return { value: undefined, audit: noAudit('a test') };
  });
}

it('makes every trade and standard job type once, however often it runs', async () => {
  await seed();
  await seed();
  const { db } = system;
  const types = await db
    .selectFrom('standard_job_type')
    .innerJoin('trade', 'trade.id', 'standard_job_type.trade_id')
    .select(['trade.name as trade', 'standard_job_type.name'])
    .orderBy('standard_job_type.position')
    .execute();
  expect(types).toHaveLength(129);
  expect(types[0]).toEqual({ trade: 'HVAC', name: 'Repair AC' });
  expect(new Set(types.map(({ trade }) => trade)).size).toBe(18);
});

it('leaves a catalogue alone that managers changed', async () => {
  await seed();
  const { db } = system;
  await db
    .updateTable('standard_job_type')
    .set({ name: 'Mend AC' })
    .where('name', '=', 'Repair AC')
    .execute();
  await db.deleteFrom('standard_job_type').where('name', '=', 'Septic Pumping').execute();
  await seed();
  const names = await db
    .selectFrom('standard_job_type')
    .select('name')
    .where('name', 'in', ['Mend AC', 'Repair AC', 'Septic Pumping'])
    .execute();
  expect(names).toEqual([{ name: 'Mend AC' }]);
});
