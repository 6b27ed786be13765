import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { systemActor } from '#platform/act/actor.ts';
import { createLiveListener } from '#platform/live/live-listener.ts';
import { makeStaff, makeTenant, makeTenantUser } from '#testing/factories.ts';
import { createSessionApp } from '#testing/session-app.ts';
import { makeSignedInUser, signInAs } from '#testing/sign-in-as.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { createOneTimeLink } from './index.ts';
import { setPassword } from './set-password.ts';

let system: TestSystem;
let app: FastifyInstance;
beforeAll(async () => {
  system = await createTestSystem();
  app = await createSessionApp(system);
});
afterAll(async () => {
  await app.close();
  await system.close();
});

const password = 'a new and long password';

async function makeToken(userId: string): Promise<string> {
  const link = await system.db
    .transaction()
    .execute((tx) =>
      createOneTimeLink(tx, system.contextFor(systemActor('test')), { userId, purpose: 'reset' }),
    );
  const url = new URL(link.url);
  expect(`${url.origin}${url.pathname}`).toBe('http://localhost:4600/set-password');
  return url.searchParams.get('token') ?? '';
}

function redeem(token: string, chosen = password) {
  return app.inject({
    method: 'POST',
    url: '/api/session/set-password',
    payload: { token, password: chosen },
  });
}

it('sets the password once, ends all sessions, signs nobody in, and is audited without the secret', async () => {
  const user = await makeSignedInUser(app, system.db, { staffRole: 'admin' });
  const token = await makeToken(user.userId);
  const reply = await redeem(token);
  expect([reply.statusCode, reply.json()]).toEqual([200, { done: true }]);
  expect(reply.headers['set-cookie']).toBeUndefined();
  expect((await app.inject({ url: '/api/session', headers: user.headers })).statusCode).toBe(401);
  await signInAs(app, { email: user.email, password });
  const again = await redeem(token, 'and yet another password');
  expect(again.statusCode).toBe(422);
  expect(again.json().errors).toEqual([
    { pointer: '/token', message: expect.stringContaining('used already') },
  ]);
  const audit = await system.db
    .selectFrom('audit_entry')
    .selectAll()
    .where('action', '=', 'staff.set_password')
    .where('subject_id', '=', user.userId)
    .execute();
  expect(audit).toMatchObject([
    { actor_kind: 'system', after: { password: '[secret]', by: 'reset link' } },
  ]);
});

it('gives the first password to somebody who had none', async () => {
  const staff = await makeStaff(system.db, 'viewer');
  expect((await redeem(await makeToken(staff.id))).statusCode).toBe(200);
  await signInAs(app, { email: `${staff.id}@example.com`, password });
});

it('tells the pages that list the user, of each tenant or of the staff', async () => {
  const tenantIds = [await makeTenant(system.db), await makeTenant(system.db)] as const;
  const { id } = await makeTenantUser(system.db, { tenantId: tenantIds[0], role: 'office' });
  await system.db
    .insertInto('tenant_user')
    .values({ tenant_id: tenantIds[1], user_id: id, role: 'office' })
    .execute();
  const staff = await makeStaff(system.db, 'viewer');
  const tokens = [await makeToken(id), await makeToken(staff.id)];
  const { database, services } = system;
  const listener = await createLiveListener({ url: database.url, log: services.log });
  const heard: unknown[] = [];
  listener.subscribe((message) => heard.push(message.kind === 'hint' ? message.hint : message));
  for (const token of tokens) await redeem(token);
  await vi.waitFor(() => expect(heard).toHaveLength(3));
  expect(heard).toEqual(
    expect.arrayContaining([
      ...tenantIds.map((tenantId) => ({ topic: 'tenant_users', id, tenantId })),
      { topic: 'staff', id: staff.id },
    ]),
  );
  await listener.close();
});

it('says whose link it is, and in words why one does not work', async () => {
  const staff = await makeStaff(system.db, 'viewer');
  const read = async (token: string) =>
    (
      await app.inject({ method: 'POST', url: '/api/session/read-link', payload: { token } })
    ).json();
  const replaced = await makeToken(staff.id);
  const old = await makeToken(staff.id);
  const expiresAt = new Date(system.clock.now().getTime() + 24 * 3_600_000).toISOString();
  expect(await read(old)).toEqual({
    name: `User ${staff.id}`,
    email: `${staff.id}@example.com`,
    expiresAt,
  });
  system.clock.advance(24 * 3_600_000);
  for (const [token, why] of [
    [replaced, 'a newer one replaced it'],
    [old, 'has expired'],
    ['x'.repeat(43), 'is not known here'],
  ] as const) {
    const errors = [{ pointer: '/token', message: expect.stringContaining(why) }];
    expect(await read(token)).toMatchObject({ code: 'validation_failed', errors });
    expect((await redeem(token)).json()).toMatchObject({ code: 'validation_failed', errors });
  }
});

it('keeps the token as a hash only', async () => {
  const staff = await makeStaff(system.db, 'viewer');
  const token = await makeToken(staff.id);
  const rows = await system.db
    .selectFrom('sign_in_link')
    .selectAll()
    .where('user_id', '=', staff.id)
    .execute();
  expect(JSON.stringify(rows)).not.toContain(token);
});

it('lets one of two that redeem the same link at once win', async () => {
  const staff = await makeStaff(system.db, 'viewer');
  const token = await makeToken(staff.id);
  const replies = await Promise.all([redeem(token), redeem(token, 'the password of the other')]);
  expect(replies.map((one) => one.statusCode).sort()).toEqual([200, 422]);
});

it('refuses a password that is too short or too long', async () => {
  const staff = await makeStaff(system.db, 'viewer');
  const token = await makeToken(staff.id);
  for (const chosen of ['x'.repeat(9), 'x'.repeat(129)]) {
    expect((await redeem(token, chosen)).json()).toMatchObject({
      errors: [{ pointer: '/password' }],
    });
  }
  expect((await redeem(token, 'x'.repeat(128))).statusCode).toBe(200);
});

it('is for the holder of a link, not for those who act in person', async () => {
  const admin = await makeStaff(system.db, 'admin');
  const staff = await makeStaff(system.db, 'viewer');
  const token = await makeToken(staff.id);
  await expect(setPassword(system.contextFor(admin), { token, password })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await setPassword(system.contextFor(systemActor('test')), { token, password });
});
