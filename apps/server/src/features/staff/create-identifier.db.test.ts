import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, newToken } from '#platform/id.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';
import { createSessionApp } from '#testing/session-app.ts';
import { makeSignedInUser } from '#testing/sign-in-as.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { makeTenant } from '#testing/factories.ts';

let system: TestSystem;
let app: FastifyInstance;
beforeAll(async () => {
  system = await createTestSystem();
  app = await createSessionApp(system, [
    (scope) => {
      for (const surface of ['admin', 'platform', 'tenant'] as const) {
        const url = surface === 'tenant' ? '/api/tenant/:tenantId/who' : `/api/${surface}/who`;
        scope.route({
          method: 'GET',
          url,
          config: { surface },
          handler: async (request) => request.actor,
        });
      }
    },
  ]);
});
afterAll(async () => {
  await app.close();
  await system.close();
});

async function makeKey(values: {
  role: 'viewer' | 'manager' | 'platform';
  expiresAt?: Date;
  revokedAt?: Date;
}) {
  const key = newToken('lim', 32);
  const id = newId();
  await system.db
    .insertInto('api_key')
    .values({
      id,
      name: 'Script',
      role: values.role,
      key_hash: hashToken(key),
      key_start: key.slice(0, 8),
      expires_at: values.expiresAt ?? null,
      revoked_at: values.revokedAt ?? null,
    })
    .execute();
  return { id, key };
}

const ask = (url: string, headers: Record<string, string>) => app.inject({ url, headers });
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const lastUse = async (id: string) =>
  (
    await system.db
      .selectFrom('api_key')
      .select('last_used_at')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).last_used_at;

it('knows an API key by its role, on its own surface only', async () => {
  const manager = await makeKey({ role: 'manager' });
  const platform = await makeKey({ role: 'platform' });
  expect((await ask('/api/admin/who', bearer(manager.key))).json()).toMatchObject({
    kind: 'staff',
    role: 'manager',
  });
  expect((await ask('/api/platform/who', bearer(platform.key))).json()).toMatchObject({
    kind: 'platform',
  });
  expect((await ask('/api/platform/who', bearer(manager.key))).statusCode).toBe(404);
  expect((await ask('/api/admin/who', bearer(platform.key))).statusCode).toBe(404);
});

it('knows no revoked, expired or made-up key', async () => {
  const now = system.clock.now();
  const revoked = await makeKey({ role: 'viewer', revokedAt: now });
  const expired = await makeKey({ role: 'viewer', expiresAt: now });
  const alive = await makeKey({ role: 'viewer', expiresAt: new Date(now.getTime() + 1000) });
  for (const key of [revoked.key, expired.key, newToken('lim', 32), 'lim_', 'x']) {
    expect((await ask('/api/admin/who', bearer(key))).statusCode).toBe(401);
  }
  expect((await ask('/api/admin/who', bearer(alive.key))).statusCode).toBe(200);
});

it('notes the last use of a key once a minute', async () => {
  const { id, key } = await makeKey({ role: 'viewer' });
  await ask('/api/admin/who', bearer(key));
  const first = await lastUse(id);
  expect(first).toEqual(system.clock.now());
  system.clock.advance(59_000);
  await ask('/api/admin/who', bearer(key));
  expect(await lastUse(id)).toEqual(first);
  system.clock.advance(2000);
  await ask('/api/admin/who', bearer(key));
  expect(await lastUse(id)).toEqual(system.clock.now());
});

it('needs no Origin for writes with a key, as no browser adds it by itself', async () => {
  const { key } = await makeKey({ role: 'manager' });
  const reply = await app.inject({
    method: 'POST',
    url: '/api/admin/nothing',
    headers: bearer(key),
  });
  expect(reply.json().code).toBe('not_found');
});

it('ends a session a week after the sign-in', async () => {
  const user = await makeSignedInUser(app, system.db, { staffRole: 'viewer' });
  system.clock.advance(7 * 86_400_000 - 120_000);
  expect((await ask('/api/admin/who', { ...user.headers })).statusCode).toBe(200);
  system.clock.advance(240_000);
  expect((await ask('/api/admin/who', { ...user.headers })).statusCode).toBe(401);
});

it('reads role and membership anew for every request', async () => {
  const staff = await makeSignedInUser(app, system.db, { staffRole: 'viewer' });
  await system.db
    .updateTable('sign_in_session')
    .set({ expires_at: new Date('2999-01-01') })
    .execute();
  await system.db
    .updateTable('staff_user')
    .set({ role: 'admin' })
    .where('user_id', '=', staff.userId)
    .execute();
  expect((await ask('/api/admin/who', { ...staff.headers })).json()).toMatchObject({
    role: 'admin',
  });
  const tenantId = await makeTenant(system.db);
  const office = await makeSignedInUser(app, system.db, { tenantId, tenantRole: 'office' });
  await system.db
    .updateTable('sign_in_session')
    .set({ expires_at: new Date('2999-01-01') })
    .execute();
  const url = `/api/tenant/${tenantId}/who`;
  expect((await ask(url, { ...office.headers })).json()).toMatchObject({
    kind: 'tenant',
    role: 'office',
  });
  expect((await ask('/api/admin/who', { ...office.headers })).statusCode).toBe(404);
  await system.db.deleteFrom('tenant_user').where('user_id', '=', office.userId).execute();
  expect((await ask(url, { ...office.headers })).statusCode).toBe(404);
});
