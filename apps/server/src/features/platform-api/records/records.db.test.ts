import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeTenantConnections } from '#features/connections/index.ts';
import { announceAccounts } from '#features/webhooks/index.ts';
import { makePlatformCaller } from '#features/platform-api/testing/platform-caller.ts';
import type { PlatformCaller } from '#features/platform-api/testing/platform-caller.ts';
import { systemActor } from '#platform/act/actor.ts';
import { newId } from '#platform/id.ts';
import { makeConnection, makeIntegration } from '#testing/factories.ts';
import { makeSignedInUser } from '#testing/sign-in-as.ts';
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

describe('saving a tenant', () => {
  it('creates, changes, and leaves no trace of the same again', async () => {
    const at = `/tenants/${encodeURIComponent(`A/B ${newId()}`)}`;
    const first = await put(at, tenant);
    expect([first.status, first.body.result]).toEqual([200, 'created']);
    expect(await core.call('GET', at)).toEqual({ status: 200, body: first.body.tenant });
    expect((await put(at, tenant)).body).toEqual({
      result: 'unchanged',
      tenant: first.body.tenant,
    });
    const second = await put(at, { ...tenant, name: 'Desert Breeze Air' });
    expect(second.body).toMatchObject({ result: 'updated', tenant: { name: 'Desert Breeze Air' } });
    expect(await auditOf(first.body.tenant.id)).toMatchObject([
      { action: 'tenant.save', actor_name: 'Core', before: null },
      { before: { name: 'Desert Breeze' }, after: { name: 'Desert Breeze Air' } },
    ]);
  });

  it('makes one of two that are sent at once', async () => {
    const at = `/tenants/${newId()}`;
    const replies = await Promise.all([put(at, tenant), put(at, tenant)]);
    expect(replies.map(({ body }) => body.result).sort()).toEqual(['created', 'unchanged']);
  });

  it.each([
    ['no name', { name: ' ' }, '/name'],
    ['a zone that nobody knows', { timeZone: 'America/Nowhere' }, '/timeZone'],
    ['an offset for a zone', { timeZone: '+05:00' }, '/timeZone'],
    ['a currency that nobody knows', { currency: 'ABC' }, '/currency'],
    ['a name of 201 characters', { name: 'x'.repeat(201) }, '/name'],
    ['an address that is no e-mail', { email: 'office' }, '/email'],
    ['a NUL character', { telephone: '1\u00002' }, '/telephone'],
  ])('refuses %s', async (_what, values, pointer) => {
    const { status, body } = await put(`/tenants/${newId()}`, { ...tenant, ...values });
    expect([status, body.errors.map((one) => one.pointer)]).toEqual([422, [pointer]]);
  });

  it('takes a name of 200 characters, and keeps external ids of test tenants for us', async () => {
    const long = await put(`/tenants/${newId()}`, { ...tenant, name: 'x'.repeat(200) });
    expect(long.status).toBe(200);
    expect((await put(`/tenants/test:${newId()}`, tenant)).status).toBe(422);
    expect((await put(`/tenants/${'x'.repeat(129)}`, tenant)).status).toBe(404);
  });

  it('pages through all by external id', async () => {
    const prefix = `zz-${newId()}`;
    for (const end of ['a', 'b', 'c']) await put(`/tenants/${prefix}-${end}`, tenant);
    const ids: string[] = [];
    let cursor: string | null = Buffer.from(JSON.stringify([prefix])).toString('base64url');
    while (cursor !== null) {
      const { body }: { body: { items: { externalId: string }[]; nextCursor: string | null } } =
        await core.call('GET', `/tenants?limit=2&cursor=${cursor}`);
      ids.push(...body.items.map(({ externalId }) => externalId));
      cursor = body.nextCursor;
    }
    expect(ids).toEqual([`${prefix}-a`, `${prefix}-b`, `${prefix}-c`]);
  });
});

describe('what partners are told of a tenant', () => {
  it('is compared by a job when it changes and the tenant has a connection, and else not', async () => {
    const { db, services } = test.system;
    const jobs = async () => {
      const all = await services.queue.boss.findJobs(announceAccounts.name);
      return all.flatMap(({ data }) => (data as { tenantIds: string[] }).tenantIds);
    };
    const [alone, connected] = [await makeOne(), await makeOne()];
    const integrationId = await makeIntegration(db);
    await makeConnection(db, { tenantId: connected.id, integrationId });
    for (const { at } of [alone, connected]) await put(at, { ...tenant, currency: 'CAD' });
    expect(await jobs()).toEqual([]);
    for (const { at } of [alone, connected])
      await put(at, { ...tenant, telephone: '+16025550111' });
    expect(await jobs()).toEqual([connected.id]);
  });
});

describe('making a tenant inactive', () => {
  it('closes its portal at once and its connections by a job; active again, users are back in', async () => {
    const { at, id: tenantId } = await makeOne();
    const { app, system } = test;
    const owner = await makeSignedInUser(app, system.db, { tenantId, tenantRole: 'owner' });
    const integrationId = await makeIntegration(system.db);
    const { id } = await makeConnection(system.db, { tenantId, integrationId });
    const open = async () =>
      (await app.inject({ url: `/api/tenant/${tenantId}/leads`, headers: owner.headers }))
        .statusCode;
    const connection = async () =>
      system.db
        .selectFrom('connection')
        .select('state')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
    const close = () =>
      closeTenantConnections.run(system.contextFor(systemActor('worker')), { tenantId });
    expect(await open()).toBe(200);

    const { body } = await core.call<Saved>('DELETE', at);
    expect(body).toMatchObject({ result: 'updated', tenant: { active: false } });
    expect((await core.call<Saved>('DELETE', at)).body.result).toBe('unchanged');
    expect(await open()).toBe(404);
    const jobs = await system.services.queue.boss.findJobs(closeTenantConnections.name);
    expect(jobs.map(({ data }) => data)).toEqual([{ tenantId }]);
    await close();
    expect(await connection()).toEqual({ state: 'disconnected' });
    await close();

    expect((await put(at, tenant)).body.result).toBe('unchanged');
    const back = await put(at, { ...tenant, active: true });
    expect(back.body).toMatchObject({ result: 'updated', tenant: { active: true } });
    expect(await open()).toBe(200);
    const told = await system.db
      .selectFrom('delivery')
      .select('path')
      .where('tenant_id', '=', tenantId)
      .execute();
    expect(told).toEqual([{ path: '/accounts/updated' }]);
  });

  it('closes nothing of a tenant that is active again by then', async () => {
    const { at, id: tenantId } = await makeOne();
    const { system } = test;
    const integrationId = await makeIntegration(system.db);
    const { id } = await makeConnection(system.db, { tenantId, integrationId });
    await core.call('DELETE', at);
    await put(at, { ...tenant, active: true });
    await closeTenantConnections.run(system.contextFor(systemActor('worker')), { tenantId });
    const state = await system.db
      .selectFrom('connection')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirst();
    expect(state).toEqual({ state: 'connected' });
  });
});
