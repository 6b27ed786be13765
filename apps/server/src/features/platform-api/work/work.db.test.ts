import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePlatformCaller } from '#features/platform-api/testing/platform-caller.ts';
import type { PlatformCaller } from '#features/platform-api/testing/platform-caller.ts';
import { newId } from '#platform/id.ts';
import { createTestApp } from '#testing/test-app.ts';
import type { TestApp } from '#testing/test-app.ts';

let test: TestApp;
let core: PlatformCaller;

beforeAll(async () => {
  test = await createTestApp();
  core = await makePlatformCaller(test);
});
afterAll(() => test.close());

const tenant = {
  name: 'Desert Breeze',
  timeZone: 'America/Phoenix',
  currency: 'USD',
  address: { streetAddress: '1 Main St', locality: 'Phoenix', region: 'AZ', postalCode: '85001' },
  telephone: '+16025550100',
  email: 'office@example.com',
};

interface Saved {
  result: string;
  tenant: { id: string; externalId: string; active: boolean; name: string };
  item: { id: string; active: boolean };
  errors: { pointer: string }[];
}
const put = (path: string, body: object) => core.call<Saved>('PUT', path, body);
const auditOf = (tenantId: string) =>
  test.system.db
    .selectFrom('audit_entry')
    .select(['action', 'actor_name', 'before', 'after'])
    .where('tenant_id', '=', tenantId)
    .orderBy('id')
    .execute();
async function makeOne(): Promise<{ at: string; id: string }> {
  const at = `/tenants/${newId()}`;
  return { at, id: (await put(at, tenant)).body.tenant.id };
}

describe.each(['business-units', 'job-types'])('%s', (kind) => {
  it('are created, changed and made inactive, and the same again is unchanged', async () => {
    const { at, id } = await makeOne();
    const one = `${at}/${kind}/${encodeURIComponent('HVAC / 1')}`;
    const made = await put(one, { name: 'HVAC' });
    expect(made.body).toMatchObject({ result: 'created', item: { name: 'HVAC', active: true } });
    expect((await put(one, { name: 'HVAC' })).body.result).toBe('unchanged');
    expect((await put(one, { name: 'HVAC Service' })).body.result).toBe('updated');
    const gone = await core.call<Saved>('DELETE', one);
    expect(gone.body).toMatchObject({ result: 'updated', item: { active: false } });
    expect((await put(one, { name: 'HVAC Service' })).body.item.active).toBe(false);
    expect((await core.call('GET', one)).body).toEqual(gone.body.item);
    const list = await core.call<{ items: object[]; total: number }>('GET', `${at}/${kind}`);
    expect(list.body).toMatchObject({ items: [gone.body.item], total: 1 });
    const audit = (await auditOf(id)).slice(1);
    expect(audit.map(({ before, after }) => [before === null, after])).toMatchObject([
      [true, { name: 'HVAC', active: true }],
      [false, { name: 'HVAC Service', active: true }],
      [false, { name: 'HVAC Service', active: false }],
    ]);
  });

  it('of an unknown tenant, or of another one, are not there', async () => {
    const [mine, other] = [await makeOne(), await makeOne()];
    await put(`${mine.at}/${kind}/x`, { name: 'X' });
    expect((await core.call('GET', `${other.at}/${kind}/x`)).status).toBe(404);
    expect((await core.call('DELETE', `${other.at}/${kind}/x`)).status).toBe(404);
    expect((await put(`/tenants/nobody/${kind}/x`, { name: 'X' })).status).toBe(404);
    expect((await core.call('GET', `/tenants/nobody/${kind}`)).status).toBe(404);
  });
});

describe('the capacity of a business unit', () => {
  const windows = [{ from: '08:00', to: '12:00', spots: 3 }];
  const capacity = { week: [{ weekday: 1, windows }], changedDays: [] };

  it('is kept by the host platform from the first save on, and the same again is unchanged', async () => {
    const { at, id } = await makeOne();
    await put(`${at}/business-units/hvac`, { name: 'HVAC' });
    const one = `${at}/business-units/hvac/capacity`;
    expect((await core.call('GET', one)).body).toEqual({
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
