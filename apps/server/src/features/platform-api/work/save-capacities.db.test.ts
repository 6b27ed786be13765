import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeLeadScene } from '#features/leads/testing/lead-scene.ts';
import { enqueueAvailabilityComparison } from '#features/webhooks/index.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { waitForLockWaiter } from '#testing/lock-waiters.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { saveCapacities } from './save-capacities.ts';

let system: TestSystem;
let ctx: Context;
/** A tenant whose partner listens, with three business units that have one spot each, in the order of their ids. */
let tenantId: string;
const unitIds = [0, 1, 2].map(() => '');

beforeAll(async () => {
  system = await createTestSystem();
  ctx = system.contextFor({ kind: 'platform', id: newId(), name: 'Core' });
});
afterAll(() => system.close());
beforeEach(async () => {
  ({ tenantId } = await makeLeadScene(system));
  for (const index of unitIds.keys()) {
    const id = newId();
    unitIds[index] = id;
    await system.db
      .insertInto('business_unit')
      .values({ tenant_id: tenantId, id, external_id: `unit-${index}`, name: 'HVAC' })
      .execute();
  }
  await saveCapacities(ctx, [item(0, 1), item(1, 1), item(2, 1)]);
  await system.services.queue.boss.deleteAllJobs('compare-availability');
});

const item = (unit: number, spots: number) => ({
  tenantId,
  externalId: `unit-${unit}`,
  capacity: {
    week: [{ weekday: 2, windows: [{ from: '08:00', to: '12:00', spots }] }],
    changedDays: [],
  },
});
/** Answers false where somebody else holds it. */
const hold = async (tx: Tx, unit: number) =>
  (await tx
    .selectFrom('business_unit_capacity')
    .select('version')
    .where('business_unit_id', '=', unitIds[unit] ?? '')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()) !== undefined;

it('locks business units in one order, whatever the order they come in', async () => {
  const saving = await system.db.transaction().execute(async (tx) => {
    await hold(tx, 0);
    const both = saveCapacities(ctx, [item(1, 2), item(0, 3)]);
    await waitForLockWaiter(system.db);
    expect(await hold(tx, 1)).toBe(true);
    return { both };
  });
  expect(await saving.both).toEqual(['updated', 'updated']);
});

it('waits for nobody where nothing differs', async () => {
  await system.db.transaction().execute(async (tx) => {
    await hold(tx, 0);
    const same = [item(2, 1), item(0, 1)];
    expect(await saveCapacities(ctx, same)).toEqual(['unchanged', 'unchanged']);
  });
});

it('answers in the order given, and saves none when one of the units is not there', async () => {
  const changed = [item(2, 2), item(1, 1), item(0, 2)];
  expect(await saveCapacities(ctx, changed)).toEqual(['updated', 'unchanged', 'updated']);
  const missing = { ...item(0, 9), externalId: 'other' };
  await expect(saveCapacities(ctx, [item(1, 9), missing])).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await saveCapacities(ctx, changed)).toEqual(['unchanged', 'unchanged', 'unchanged']);
});

it('has the open spots of a tenant compared last, so that its other acts wait for no unit', async () => {
  const saving = await system.db.transaction().execute(async (tx) => {
    await hold(tx, 1);
    const both = saveCapacities(ctx, [item(0, 2), item(1, 2)]);
    await waitForLockWaiter(system.db);
    await enqueueAvailabilityComparison(tx, ctx, { tenantId });
    return { both };
  });
  expect(await saving.both).toEqual(['updated', 'updated']);
  const jobs = await system.services.queue.boss.findJobs('compare-availability', {
    data: { tenantId },
  });
  expect(jobs).toHaveLength(1);
});
