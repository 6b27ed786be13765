import { describe, expect, it } from 'vitest';
import { closeTenantConnections } from '#features/connections/index.ts';
import { announceAccounts } from '#features/webhooks/index.ts';
import { tenantBody, useTenantScene } from '#features/platform-api/testing/tenant-scene.ts';
import type { Saved } from '#features/platform-api/testing/tenant-scene.ts';
import { systemActor } from '#platform/act/actor.ts';
import { newId } from '#platform/id.ts';
import { makeConnection, makeIntegration } from '#testing/factories.ts';
import { waitForLockWaiter } from '#testing/lock-waiters.ts';
import { makeSignedInUser } from '#testing/sign-in-as.ts';

const { call, put, parts, auditOf, makeOne } = useTenantScene();

describe('saving a tenant', () => {
  it('creates, changes, and leaves no trace of the same again', async () => {
    const at = `/tenants/${encodeURIComponent(`A/B ${newId()}`)}`;
    const first = await put(at, tenantBody);
    expect([first.status, first.body.result]).toEqual([200, 'created']);
    expect(await call('GET', at)).toEqual({ status: 200, body: first.body.tenant });
    expect((await put(at, tenantBody)).body).toEqual({
      result: 'unchanged',
      tenant: first.body.tenant,
    });
    const second = await put(at, { ...tenantBody, name: 'Desert Breeze Air' });
    expect(second.body).toMatchObject({ result: 'updated', tenant: { name: 'Desert Breeze Air' } });
    expect(await auditOf(first.body.tenant.id)).toMatchObject([
      { action: 'tenant.save', actor_name: 'Core', before: null },
      { before: { name: 'Desert Breeze' }, after: { name: 'Desert Breeze Air' } },
    ]);
  });

  it('makes one of two that are sent at once', async () => {
    const at = `/tenants/${newId()}`;
    const replies = await Promise.all([put(at, tenantBody), put(at, tenantBody)]);
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
    const { status, body } = await put(`/tenants/${newId()}`, { ...tenantBody, ...values });
    expect([status, body.errors.map((one) => one.pointer)]).toEqual([422, [pointer]]);
  });

  it('takes a name of 200 characters, and keeps external ids of test tenants for us', async () => {
    const long = await put(`/tenants/${newId()}`, { ...tenantBody, name: 'x'.repeat(200) });
    expect(long.status).toBe(200);
    expect((await put(`/tenants/test:${newId()}`, tenantBody)).status).toBe(422);
    expect((await put(`/tenants/${'x'.repeat(129)}`, tenantBody)).status).toBe(404);
  });

  it('pages through all by external id', async () => {
    const prefix = `zz-${newId()}`;
    for (const end of ['a', 'b', 'c']) await put(`/tenants/${prefix}-${end}`, tenantBody);
    const ids: string[] = [];
    let cursor: string | null = Buffer.from(JSON.stringify([prefix])).toString('base64url');
    while (cursor !== null) {
      const { body }: { body: { items: { externalId: string }[]; nextCursor: string | null } } =
        await call('GET', `/tenants?limit=2&cursor=${cursor}`);
      ids.push(...body.items.map(({ externalId }) => externalId));
      cursor = body.nextCursor;
    }
    expect(ids).toEqual([`${prefix}-a`, `${prefix}-b`, `${prefix}-c`]);
  });
});

describe('what partners are told of a tenant', () => {
  it('is compared by a job when it changes and the tenant has a connection, and else not', async () => {
    const { db, services } = parts().system;
    const jobs = async () => {
      const all = await services.queue.boss.findJobs(announceAccounts.name);
      return all.flatMap(({ data }) => (data as { tenantIds: string[] }).tenantIds);
    };
    const [alone, connected] = [await makeOne(), await makeOne()];
    const integrationId = await makeIntegration(db);
    await makeConnection(db, { tenantId: connected.id, integrationId });
    for (const { at } of [alone, connected]) await put(at, { ...tenantBody, currency: 'CAD' });
    expect(await jobs()).toEqual([]);
    for (const { at } of [alone, connected])
      await put(at, { ...tenantBody, telephone: '+16025550111' });
    expect(await jobs()).toEqual([connected.id]);
  });
});

describe('making a tenant inactive', () => {
  it('closes its portal at once and its connections by a job; active again, users are back in', async () => {
    const { at, id: tenantId } = await makeOne();
    const { app, system } = parts();
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

    const { body } = await call<Saved>('DELETE', at);
    expect(body).toMatchObject({ result: 'updated', tenant: { active: false } });
    expect((await call<Saved>('DELETE', at)).body.result).toBe('unchanged');
    expect(await open()).toBe(404);
    const jobs = await system.services.queue.boss.findJobs(closeTenantConnections.name);
    expect(jobs.map(({ data }) => data)).toEqual([{ tenantId }]);
    await close();
    expect(await connection()).toEqual({ state: 'disconnected' });
    await close();

    expect((await put(at, tenantBody)).body.result).toBe('unchanged');
    const back = await put(at, { ...tenantBody, active: true });
    expect(back.body).toMatchObject({ result: 'updated', tenant: { active: true } });
    expect(await open()).toBe(200);
    const told = await system.db
      .selectFrom('delivery')
      .select('path')
      .where('tenant_id', '=', tenantId)
      .execute();
    expect(told).toEqual([{ path: '/accounts/updated' }]);
  });

  it('takes back nothing that is saved at the same moment', async () => {
    const { at, id } = await makeOne();
    const { db } = parts().system;
    const saving = await db.transaction().execute(async (tx) => {
      await tx
        .updateTable('tenant')
        .set({ name: 'Breeze Air', telephone: '+16025550122' })
        .where('id', '=', id)
        .execute();
      const gone = call<Saved>('DELETE', at);
      await waitForLockWaiter(db);
      return { gone };
    });
    const kept = { name: 'Breeze Air', telephone: '+16025550122', active: false };
    expect((await saving.gone).body).toMatchObject({ result: 'updated', tenant: kept });
    expect((await auditOf(id)).at(-1)).toMatchObject({
      before: { active: true },
      after: { active: false },
    });
  });

  it('closes nothing of a tenant that is active again by then', async () => {
    const { at, id: tenantId } = await makeOne();
    const { system } = parts();
    const integrationId = await makeIntegration(system.db);
    const { id } = await makeConnection(system.db, { tenantId, integrationId });
    await call('DELETE', at);
    await put(at, { ...tenantBody, active: true });
    await closeTenantConnections.run(system.contextFor(systemActor('worker')), { tenantId });
    const state = await system.db
      .selectFrom('connection')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirst();
    expect(state).toEqual({ state: 'connected' });
  });
});
