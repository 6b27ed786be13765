import { Capacity } from '@leads/contract/capacity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { change, noAudit } from '#platform/act/change.ts';
import { newId } from '#platform/id.ts';
import { makeLead, makeLeadScene } from '#features/leads/testing/lead-scene.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeTenantUser } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { listAvailability } from './list-availability.ts';
import { previewAvailability } from './preview-availability.ts';
import { saveAvailability } from './save-availability.ts';
import { saveCapacity } from './save-capacity.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

const morning = { from: '08:00', to: '12:00', spots: 2 };
const capacityOf = (...windows: object[]): Capacity =>
  Capacity.parse({
    week: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, windows })),
    changedDays: [],
  });
const daily = capacityOf(morning);

async function makeScene() {
  const scene = await makeLeadScene(system);
  const admin = system.contextFor(
    await makeTenantUser(system.db, { tenantId: scene.tenantId, role: 'admin' }),
  );
  const read = async () => {
    const { units } = await listAvailability(admin);
    const unit = units.find((one) => one.businessUnitId === scene.businessUnitId);
    if (unit === undefined) throw new Error('the unit is not listed');
    return unit;
  };
  const save = (version: number, capacity: Capacity) =>
    saveAvailability(admin, { businessUnitId: scene.businessUnitId, version, capacity });
  return { ...scene, admin, read, save };
}

/** What the host platform's endpoint does. */
function saveAsPlatform(scene: { tenantId: string; businessUnitId: string }, capacity: Capacity) {
  const ctx = system.contextFor({ kind: 'platform', id: newId(), name: 'Core' });
  return change(ctx, 'capacity.save', async (tx) => ({
    value: await saveCapacity(tx, ctx, { ...scene, capacity, source: 'platform' }),
    audit: noAudit('test'),
  }));
}

const countJobs = async (tenantId: string) =>
  (await system.services.queue.boss.findJobs('compare-availability', { data: { tenantId } }))
    .length;

describe('saving the capacity of a business unit', () => {
  it('replaces it, counts the version up, writes the audit and has partners told', async () => {
    const { read, save, tenantId, businessUnitId } = await makeScene();
    expect(await read()).toMatchObject({ version: 0, week: [], savedAt: null, source: 'portal' });
    expect(await save(0, daily)).toEqual({ version: 1 });
    const closed = { ...daily, changedDays: [{ date: '2099-12-25', windows: [] }] };
    expect(await save(1, closed)).toEqual({ version: 2 });
    expect(await read()).toMatchObject({ ...closed, version: 2, savedByName: 'Tenant admin' });
    const audit = await system.db
      .selectFrom('audit_entry')
      .select(['action', 'subject_id', 'before', 'after'])
      .where('tenant_id', '=', tenantId)
      .orderBy('id')
      .execute();
    expect(audit).toHaveLength(2);
    expect(audit[1]).toMatchObject({
      action: 'capacity.save',
      subject_id: businessUnitId,
      before: { changedDays: [] },
      after: { changedDays: [{ date: '2099-12-25', windows: [] }] },
    });
    expect(await countJobs(tenantId)).toBe(1);
  });

  it('orders days and windows, keeps midnight, forgets closed weekdays and past days', async () => {
    const { read, save } = await makeScene();
    await save(0, {
      week: [
        { weekday: 5, windows: [{ from: '18:00', to: '24:00', spots: 1 }, morning] },
        { weekday: 2, windows: [morning] },
        { weekday: 3, windows: [] },
      ],
      changedDays: [
        { date: '2020-01-01', windows: [] },
        { date: '2099-01-02', windows: [morning] },
        { date: '2099-01-01', windows: [] },
      ],
    });
    expect(await read()).toMatchObject({
      week: [
        { weekday: 2, windows: [morning] },
        { weekday: 5, windows: [morning, { from: '18:00', to: '24:00', spots: 1 }] },
      ],
      changedDays: [
        { date: '2099-01-01', windows: [] },
        { date: '2099-01-02', windows: [morning] },
      ],
    });
  });

  it('writes nothing when nothing changed', async () => {
    const { save, tenantId } = await makeScene();
    await save(0, daily);
    expect(await save(1, daily)).toEqual({ version: 1 });
    const audit = await system.db
      .selectFrom('audit_entry')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .execute();
    expect(audit).toHaveLength(1);
  });

  it('refuses a save over a newer one, saying whose', async () => {
    const { save } = await makeScene();
    await save(0, daily);
    const problem = await expectProblem(save(0, capacityOf()), 'changed_meanwhile');
    expect(problem.detail).toContain('Tenant admin saved');
    expect(problem.context).toEqual({ currentVersion: 1 });
  });

  it('lets one of two savers at the same moment win', async () => {
    const { save } = await makeScene();
    const results = await Promise.allSettled([save(0, daily), save(0, capacityOf())]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('is refused to office users, and hides business units of others and inactive ones', async () => {
    const scene = await makeScene();
    const other = await makeScene();
    const body = { businessUnitId: scene.businessUnitId, version: 0, capacity: daily };
    await expectProblem(saveAvailability(scene.officeCtx, body), 'forbidden');
    await expectProblem(saveAvailability(other.admin, body), 'not_found');
    await system.db
      .updateTable('business_unit')
      .set({ active: false })
      .where('id', '=', scene.businessUnitId)
      .execute();
    await expectProblem(scene.save(0, daily), 'not_found');
    expect((await listAvailability(scene.admin)).units).toEqual([]);
  });
});

describe('a capacity that the host platform keeps', () => {
  it('is shown here and refused to be changed', async () => {
    const scene = await makeScene();
    await scene.save(0, daily);
    const saved = await saveAsPlatform(scene, capacityOf({ ...morning, spots: 9 }));
    expect(saved).toMatchObject({ changed: true, version: 2, before: { source: 'portal' } });
    expect(await scene.read()).toMatchObject({ source: 'platform', savedByName: 'Core' });
    await expectProblem(scene.save(2, daily), 'managed_elsewhere');
  });

  it('is idempotent: the same again changes nothing', async () => {
    const scene = await makeScene();
    await saveAsPlatform(scene, daily);
    const jobs = await countJobs(scene.tenantId);
    expect(await saveAsPlatform(scene, daily)).toMatchObject({ changed: false, version: 1 });
    expect(await countJobs(scene.tenantId)).toBe(jobs);
  });
});

describe('the coming 14 days', () => {
  it('name the appointments that took spots, and those outside of all windows', async () => {
    const scene = await makeScene();
    const { admin, save, businessUnitId } = scene;
    await save(0, daily);
    const { days } = await previewAvailability(admin, businessUnitId);
    expect(days).toHaveLength(14);
    const day = days[3];
    expect(day?.windows).toMatchObject([{ ...morning, spotsOpen: 2, taken: [] }]);
    const startMs = Date.parse(day?.windows[0]?.startAt ?? '');
    const book = async (atMs: number, state: string) => {
      const { leadId } = await makeLead(scene);
      await system.db
        .updateTable('lead')
        .set({ state, appointment_start_at: new Date(atMs), business_unit_id: businessUnitId })
        .where('id', '=', leadId)
        .execute();
      return leadId;
    };
    const scheduled = await book(startMs, 'scheduled');
    const invoiced = await book(startMs + 60_000, 'invoiced');
    const late = await book(startMs + 4 * 3_600_000, 'scheduled');
    const after = (await previewAvailability(admin, businessUnitId)).days[3];
    expect(after?.windows[0]).toMatchObject({ spotsOpen: 0 });
    expect(after?.windows[0]?.taken).toMatchObject([
      { leadId: scheduled, customerName: 'Maria Alvarez' },
      { leadId: invoiced },
    ]);
    expect(after?.outside).toMatchObject([{ leadId: late }]);
  });

  it('are hidden from another tenant', async () => {
    const scene = await makeScene();
    const other = await makeScene();
    await expectProblem(previewAvailability(other.admin, scene.businessUnitId), 'not_found');
  });
});
