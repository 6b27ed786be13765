import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { makeStaff, makeTenant, makeTenantUser } from '#testing/factories.ts';
import { createSessionApp } from '#testing/session-app.ts';
import { makeSignedInUser, signInAs } from '#testing/sign-in-as.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { setPassword } from '../set-password.ts';
import { staffRoutes } from '../staff-routes.ts';
import { changeStaffRole } from './change-staff-role.ts';
import { createStaffLink } from './create-staff-link.ts';
import { disableStaff } from './disable-staff.ts';
import { enableStaff } from './enable-staff.ts';
import { getStaff } from './get-staff.ts';
import { inviteStaff } from './invite-staff.ts';

let system: TestSystem;
let app: FastifyInstance;
let admin: Context<ActorOf<'staff'>>;

beforeAll(async () => {
  system = await createTestSystem();
  app = await createSessionApp(system, [staffRoutes]);
  admin = system.contextFor(await makeStaff(system.db, 'admin'));
});
afterAll(async () => {
  await app.close();
  await system.close();
});

const auditOf = (id: string, action: string) =>
  system.db
    .selectFrom('audit_entry')
    .selectAll()
    .where('subject_id', '=', id)
    .where('action', '=', action)
    .orderBy('id')
    .execute();
const inviteBody = () => ({
  name: 'Ada',
  email: `${newId()}@Example.com`,
  role: 'viewer' as const,
});
const tokenOf = (url: string) => new URL(url).searchParams.get('token') ?? '';
const who = (headers: object) => app.inject({ url: '/api/session', headers: { ...headers } });

/** One admin of each act, as somebody who may not and about nobody. */
const acts: [string, (ctx: Context<ActorOf<'staff'>>, id: string) => Promise<unknown>][] = [
  ['reading', (ctx, id) => getStaff(ctx, id)],
  ['a new link', (ctx, id) => createStaffLink(ctx, id)],
  ['another role', (ctx, id) => changeStaffRole(ctx, { id, role: 'manager' })],
  ['disabling', (ctx, id) => disableStaff(ctx, id)],
  ['enabling', (ctx, id) => enableStaff(ctx, id)],
];

describe('every act on a staff user', () => {
  it.each(acts)('%s is for admins', async (_name, act) => {
    const { id } = await makeStaff(system.db, 'viewer');
    for (const role of ['viewer', 'manager'] as const) {
      const ctx = system.contextFor(await makeStaff(system.db, role));
      await expect(act(ctx, id)).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  it.each(acts)("%s hides a tenant's user as it hides nobody", async (_name, act) => {
    const tenantId = await makeTenant(system.db);
    const { id } = await makeTenantUser(system.db, { tenantId, role: 'owner' });
    await expect(act(admin, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(act(admin, newId())).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('inviting', () => {
  it('makes a user who sets a password by the link and is active then', async () => {
    const { user, link } = await inviteStaff(admin, inviteBody());
    expect(user).toMatchObject({ state: 'invited', methods: [], role: 'viewer', sessions: 0 });
    expect(user.linkExpiresAt).toBe(link.expiresAt);
    expect(Date.parse(link.expiresAt)).toBe(system.clock.now().getTime() + 24 * 3_600_000);
    const password = 'analytical engine';
    await app.inject({
      method: 'POST',
      url: '/api/session/set-password',
      payload: { token: tokenOf(link.url), password },
    });
    await signInAs(app, { email: user.email, password });
    expect(await getStaff(admin, user.id)).toMatchObject({
      state: 'active',
      methods: ['password'],
      sessions: 1,
      linkExpiresAt: null,
      lastSignInAt: system.clock.now().toISOString(),
    });
    const audit = await auditOf(user.id, 'staff.create');
    expect(audit).toMatchObject([{ actor_id: admin.actor.id, after: { role: 'viewer' } }]);
    expect(JSON.stringify(audit)).not.toContain(tokenOf(link.url));
  });

  it('names a colleague who has the address, in any case of letters', async () => {
    const body = inviteBody();
    await inviteStaff(admin, body);
    const again = inviteStaff(admin, { ...body, email: body.email.toUpperCase() });
    await expect(again).rejects.toMatchObject({
      errors: [{ pointer: '/email', message: expect.stringContaining('Ada is on the staff') }],
    });
  });

  it("refuses the address of a tenant's user without naming anybody", async () => {
    const tenantId = await makeTenant(system.db, { name: 'Pipe Masters' });
    const owner = await makeTenantUser(system.db, { tenantId, role: 'owner' });
    const email = `${owner.id}@example.com`;
    const refusal = await inviteStaff(admin, { ...inviteBody(), email }).catch((err) => err);
    expect(refusal.errors).toMatchObject([{ pointer: '/email' }]);
    expect(refusal.errors[0].message).not.toMatch(/Pipe Masters|User /);
  });

  it('lets one of two who invite the same address at once win', async () => {
    const body = inviteBody();
    const tries = await Promise.allSettled([inviteStaff(admin, body), inviteStaff(admin, body)]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is for admins', async () => {
    const manager = system.contextFor(await makeStaff(system.db, 'manager'));
    await expect(inviteStaff(manager, inviteBody())).rejects.toMatchObject({ code: 'forbidden' });
  });

  it.each([
    ['no name', { name: ' ' }, '/name'],
    ['a name of 101 characters', { name: 'x'.repeat(101) }, '/name'],
    ['no address', { email: 'ada' }, '/email'],
    ['a role of API keys', { role: 'platform' }, '/role'],
  ])('refuses %s', async (_what, change, pointer) => {
    const { headers } = await makeSignedInUser(app, system.db, { staffRole: 'admin' });
    const payload = { ...inviteBody(), ...change };
    const reply = await app.inject({ method: 'POST', url: '/api/admin/staff', headers, payload });
    expect([reply.statusCode, reply.json().errors[0].pointer]).toEqual([422, pointer]);
  });
});

describe('a new link', () => {
  it('replaces the one before, and says what for', async () => {
    const { user, link: first } = await inviteStaff(admin, inviteBody());
    const { link } = await createStaffLink(admin, user.id);
    const ctx = system.contextFor({ kind: 'system', id: null, name: 'test' });
    const password = 'a new and long password';
    await expect(setPassword(ctx, { token: tokenOf(first.url), password })).rejects.toMatchObject({
      detail: expect.stringContaining('a newer one replaced it'),
    });
    await setPassword(ctx, { token: tokenOf(link.url), password });
    await createStaffLink(admin, user.id);
    expect(await auditOf(user.id, 'staff.reset_link')).toMatchObject([
      { after: { purpose: 'invite' } },
      { after: { purpose: 'reset' } },
    ]);
  });

  it('is refused for who is disabled', async () => {
    const { id } = await makeStaff(system.db, 'viewer');
    await disableStaff(admin, id);
    await expect(createStaffLink(admin, id)).rejects.toMatchObject({ code: 'staff_state' });
  });
});

describe('another role', () => {
  it('counts from the next request on, audited before and after', async () => {
    const user = await makeSignedInUser(app, system.db, { staffRole: 'admin' });
    const read = () => app.inject({ url: '/api/admin/staff', headers: user.headers });
    expect((await read()).statusCode).toBe(200);
    await changeStaffRole(admin, { id: user.userId, role: 'manager' });
    expect((await read()).json().code).toBe('forbidden');
    expect((await who(user.headers)).json().staffRole).toBe('manager');
    await changeStaffRole(admin, { id: user.userId, role: 'manager' });
    expect(await auditOf(user.userId, 'staff.change_role')).toMatchObject([
      { before: { role: 'admin' }, after: { role: 'manager' } },
    ]);
  });

  it('is not taken from oneself', async () => {
    const id = admin.actor.id;
    await expect(changeStaffRole(admin, { id, role: 'manager' })).rejects.toMatchObject({
      code: 'own_access',
    });
    await expect(disableStaff(admin, id)).rejects.toMatchObject({ code: 'own_access' });
  });
});

describe('disabling', () => {
  it('ends sessions and links at once, and every way of signing in', async () => {
    const user = await makeSignedInUser(app, system.db, { staffRole: 'viewer' });
    const { link } = await createStaffLink(admin, user.userId);
    expect(await disableStaff(admin, user.userId)).toMatchObject({
      state: 'disabled',
      sessions: 0,
      linkExpiresAt: null,
    });
    expect((await who(user.headers)).statusCode).toBe(401);
    await expect(signInAs(app, user)).rejects.toThrow('switched off');
    const payload = { token: tokenOf(link.url), password: 'a new and long password' };
    const redeemed = await app.inject({
      method: 'POST',
      url: '/api/session/set-password',
      payload,
    });
    expect(redeemed.statusCode).toBe(422);
    await disableStaff(admin, user.userId);
    expect(await auditOf(user.userId, 'staff.disable')).toMatchObject([
      { before: { disabled: false }, after: { disabled: true, sessionsEnded: 1 } },
    ]);
  });

  it('is undone by enabling, with the role and password of before', async () => {
    const user = await makeSignedInUser(app, system.db, { staffRole: 'manager' });
    await disableStaff(admin, user.userId);
    expect(await enableStaff(admin, user.userId)).toMatchObject({
      state: 'active',
      role: 'manager',
    });
    expect((await who(user.headers)).statusCode).toBe(401);
    await signInAs(app, user);
    await enableStaff(admin, user.userId);
    expect(await auditOf(user.userId, 'staff.enable')).toHaveLength(1);
  });
});
