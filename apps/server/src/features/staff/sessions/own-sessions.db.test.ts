import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/id.ts';
import { makeTenant } from '#testing/factories.ts';
import { createSessionApp } from '#testing/session-app.ts';
import { makeSignedInUser, signInAs } from '#testing/sign-in-as.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { staffRoutes } from '../staff-routes.ts';

let system: TestSystem;
let app: FastifyInstance;

beforeAll(async () => {
  system = await createTestSystem();
  app = await createSessionApp(system, [staffRoutes]);
});
afterAll(async () => {
  await app.close();
  await system.close();
});

type Headers = Record<string, string>;
const profile = async (headers: Headers) =>
  (await app.inject({ url: '/api/session/profile', headers })).json();
const isIn = async (headers: Headers) =>
  (await app.inject({ url: '/api/session', headers })).statusCode === 200;
const remove = (url: string, headers: Headers) => app.inject({ method: 'DELETE', url, headers });
const auditOf = (id: string, action: string) =>
  system.db
    .selectFrom('audit_entry')
    .selectAll()
    .where('subject_id', '=', id)
    .where('action', '=', action)
    .orderBy('id')
    .execute();

describe('own sessions', () => {
  it('are listed for users of both kinds, without tokens, the present one marked', async () => {
    const tenantId = await makeTenant(system.db);
    for (const kind of [
      { staffRole: 'viewer' as const },
      { tenantId, tenantRole: 'office' as const },
    ]) {
      const user = await makeSignedInUser(app, system.db, kind);
      await signInAs(app, user);
      const { methods, sessions } = await profile({ ...user.headers });
      expect(methods).toEqual(['password']);
      expect(sessions.map(({ current }: { current: boolean }) => current)).toEqual([false, true]);
      expect(sessions[1].lastActiveAt).toBe(system.clock.now().toISOString());
      expect(JSON.stringify(sessions)).not.toContain('token');
    }
  });

  it('end one by one or all, the present one too, audited', async () => {
    const user = await makeSignedInUser(app, system.db, { staffRole: 'viewer' });
    const mine = { ...user.headers };
    const other = { ...(await signInAs(app, user)) };
    const [{ id }] = (await profile(mine)).sessions;
    expect((await remove(`/api/session/sessions/${id}`, mine)).statusCode).toBe(200);
    expect([await isIn(other), await isIn(mine)]).toEqual([false, true]);
    expect((await remove(`/api/session/sessions/${id}`, mine)).statusCode).toBe(404);
    await signInAs(app, user);
    expect((await remove('/api/session/sessions', mine)).statusCode).toBe(200);
    expect(await isIn(mine)).toBe(false);
    expect(await auditOf(user.userId, 'session.sign_out')).toMatchObject([
      { after: { sessionId: id, sessionsEnded: 1 } },
      { after: { sessionId: 'all', sessionsEnded: 2 } },
    ]);
  });

  it('are nobody else’s to end, nor those of another site or of nobody', async () => {
    const user = await makeSignedInUser(app, system.db, { staffRole: 'admin' });
    const stranger = await makeSignedInUser(app, system.db, { staffRole: 'viewer' });
    const [{ id }] = (await profile({ ...stranger.headers })).sessions;
    const url = `/api/session/sessions/${id}`;
    expect((await remove(url, { ...user.headers })).statusCode).toBe(404);
    const foreign = { ...stranger.headers, origin: 'https://evil.example' };
    expect((await remove(url, foreign)).json().code).toBe('origin_refused');
    expect((await remove('/api/session/sessions', {})).statusCode).toBe(401);
    expect(await isIn({ ...stranger.headers })).toBe(true);
  });

  it('are noted as active once in five minutes', async () => {
    const user = await makeSignedInUser(app, system.db, { staffRole: 'viewer' });
    const mine = { ...user.headers };
    const active = async () => (await profile(mine)).sessions[0].lastActiveAt;
    const first = await active();
    system.clock.advance(299_000);
    expect(await active()).toBe(first);
    system.clock.advance(2000);
    await isIn(mine);
    expect(await active()).toBe(system.clock.now().toISOString());
  });
});

describe('sessions of a staff user', () => {
  it('are ended by an admin, one or all, audited', async () => {
    const admin = await makeSignedInUser(app, system.db, { staffRole: 'admin' });
    const user = await makeSignedInUser(app, system.db, { staffRole: 'viewer' });
    const second = { ...(await signInAs(app, user)) };
    const url = `/api/admin/staff/${user.userId}`;
    const detail = await app.inject({ url, headers: admin.headers });
    const [{ id }] = detail.json().sessionList;
    expect((await remove(`${url}/sessions/${id}`, { ...admin.headers })).statusCode).toBe(200);
    expect([await isIn(second), await isIn({ ...user.headers })]).toEqual([false, true]);
    expect((await remove(`${url}/sessions`, { ...admin.headers })).statusCode).toBe(200);
    expect(await isIn({ ...user.headers })).toBe(false);
    expect(await auditOf(user.userId, 'session.revoke')).toMatchObject([
      { actor_id: admin.userId, after: { sessionId: id, sessionsEnded: 1 } },
      { after: { sessionId: 'all', sessionsEnded: 1 } },
    ]);
  });

  it('end for oneself all but the one that asks', async () => {
    const admin = await makeSignedInUser(app, system.db, { staffRole: 'admin' });
    const other = { ...(await signInAs(app, admin)) };
    await remove(`/api/admin/staff/${admin.userId}/sessions`, { ...admin.headers });
    expect([await isIn(other), await isIn({ ...admin.headers })]).toEqual([false, true]);
  });

  it('are hidden where they belong to somebody else, and refused to who is no admin', async () => {
    const admin = await makeSignedInUser(app, system.db, { staffRole: 'admin' });
    const manager = await makeSignedInUser(app, system.db, { staffRole: 'manager' });
    const tenantId = await makeTenant(system.db);
    const owner = await makeSignedInUser(app, system.db, { tenantId, tenantRole: 'owner' });
    const [{ id }] = (await profile({ ...owner.headers })).sessions;
    for (const userId of [owner.userId, manager.userId, newId()]) {
      const url = `/api/admin/staff/${userId}/sessions/${id}`;
      expect((await remove(url, { ...admin.headers })).statusCode).toBe(404);
    }
    const url = `/api/admin/staff/${admin.userId}/sessions`;
    expect((await remove(url, { ...manager.headers })).statusCode).toBe(403);
    expect(await isIn({ ...owner.headers })).toBe(true);
  });
});
