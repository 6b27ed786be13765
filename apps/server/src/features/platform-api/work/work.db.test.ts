import { describe, expect, it } from 'vitest';
import { useTenantScene } from '#features/platform-api/testing/tenant-scene.ts';
import type { Saved } from '#features/platform-api/testing/tenant-scene.ts';
import { waitForLockWaiter } from '#testing/lock-waiters.ts';

const { call, put, parts, auditOf, makeOne } = useTenantScene();

describe.each([
  ['business-units', 'business_unit'],
  ['job-types', 'tenant_job_type'],
] as const)('%s', (kind, table) => {
  it('are created, changed and made inactive, and the same again is unchanged', async () => {
    const { at, id } = await makeOne();
    const one = `${at}/${kind}/${encodeURIComponent('HVAC / 1')}`;
    const made = await put(one, { name: 'HVAC' });
    expect(made.body).toMatchObject({ result: 'created', item: { name: 'HVAC', active: true } });
    expect((await put(one, { name: 'HVAC' })).body.result).toBe('unchanged');
    expect((await put(one, { name: 'HVAC Service' })).body.result).toBe('updated');
    const gone = await call<Saved>('DELETE', one);
    expect(gone.body).toMatchObject({ result: 'updated', item: { active: false } });
    expect((await put(one, { name: 'HVAC Service' })).body.item.active).toBe(false);
    expect((await call('GET', one)).body).toEqual(gone.body.item);
    const list = await call<{ items: object[]; total: number }>('GET', `${at}/${kind}`);
    expect(list.body).toMatchObject({ items: [gone.body.item], total: 1 });
    const audit = (await auditOf(id)).slice(1);
    expect(audit.map(({ before, after }) => [before === null, after])).toMatchObject([
      [true, { name: 'HVAC', active: true }],
      [false, { name: 'HVAC Service', active: true }],
      [false, { name: 'HVAC Service', active: false }],
    ]);
  });

  it.each([
    ['made inactive', { name: 'HVAC Service' }, undefined, { name: 'HVAC Service', active: false }],
    ['named anew', { active: false }, { name: 'Cooling' }, { name: 'Cooling', active: false }],
  ])('%s take back nothing that is saved at the same moment', async (_how, theirs, body, kept) => {
    const { at, id } = await makeOne();
    const { db } = parts().system;
    const one = `${at}/${kind}/hvac`;
    await put(one, { name: 'HVAC' });
    const saving = await db.transaction().execute(async (tx) => {
      await tx.updateTable(table).set(theirs).where('tenant_id', '=', id).execute();
      const mine = body === undefined ? call<Saved>('DELETE', one) : put(one, body);
      await waitForLockWaiter(db);
      return { mine };
    });
    expect((await saving.mine).body).toMatchObject({ result: 'updated', item: kept });
    const before = { name: 'HVAC', active: true, ...theirs };
    expect((await auditOf(id)).at(-1)).toMatchObject({ before, after: kept });
  });

  it('of an unknown tenant, or of another one, are not there', async () => {
    const [mine, other] = [await makeOne(), await makeOne()];
    await put(`${mine.at}/${kind}/x`, { name: 'X' });
    expect((await call('GET', `${other.at}/${kind}/x`)).status).toBe(404);
    expect((await call('DELETE', `${other.at}/${kind}/x`)).status).toBe(404);
    expect((await put(`/tenants/nobody/${kind}/x`, { name: 'X' })).status).toBe(404);
    expect((await call('GET', `/tenants/nobody/${kind}`)).status).toBe(404);
  });
});

describe('the capacity of a business unit', () => {
  const windows = [{ from: '08:00', to: '12:00', spots: 3 }];
  const capacity = { week: [{ weekday: 1, windows }], changedDays: [] };

  it('is kept by the host platform from the first save on, and the same again is unchanged', async () => {
    const { at, id } = await makeOne();
    await put(`${at}/business-units/hvac`, { name: 'HVAC' });
    const one = `${at}/business-units/hvac/capacity`;
    expect((await call('GET', one)).body).toEqual({
      week: [],
      changedDays: [],
      source: 'portal',
    });
    const kept = { ...capacity, source: 'platform' };
    expect((await put(one, capacity)).body).toEqual({ result: 'created', capacity: kept });
    expect((await put(one, capacity)).body).toEqual({ result: 'unchanged', capacity: kept });
    expect((await put(one, { week: [], changedDays: [] })).body.result).toBe('updated');
    const audit = (await auditOf(id)).filter(({ action }) => action === 'capacity.save');
    expect(audit).toMatchObject([{ after: kept }, { before: kept }]);
  });

  it('is refused by the place of its fault, and for a business unit that is not there', async () => {
    const { at } = await makeOne();
    await put(`${at}/business-units/hvac`, { name: 'HVAC' });
    const backwards = [{ from: '12:00', to: '08:00', spots: 1 }];
    const refused = await put(`${at}/business-units/hvac/capacity`, {
      week: [{ weekday: 1, windows: backwards }],
      changedDays: [],
    });
    expect(refused.body.errors.map(({ pointer }) => pointer)).toEqual(['/week/0/windows/0/to']);
    expect((await put(`${at}/business-units/other/capacity`, capacity)).status).toBe(404);
  });
});
