import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSessionApp } from '#testing/session-app.ts';
import { makeSignedInUser, signInAs } from '#testing/sign-in-as.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { makeTenant } from '#testing/factories.ts';

let system: TestSystem;
let app: FastifyInstance;

beforeAll(async () => {
  system = await createTestSystem({ TRUST_PROXY: '127.0.0.1' });
  app = await createSessionApp(system);
});
afterAll(async () => {
  await app.close();
  await system.close();
});

/** Each test has an address of its own, so that the tries of one do not slow down another. */
let lastAddress = 0;
function ownAddress(): { 'x-forwarded-for': string } {
  lastAddress += 1;
  return { 'x-forwarded-for': `198.51.100.${lastAddress}` };
}

function post(url: string, payload: object, headers: Record<string, string> = {}) {
  return app.inject({ method: 'POST', url, payload, headers });
}

describe('sessions', () => {
  it('can be listed and revoked by their user, from our own pages only', async () => {
    const user = await makeSignedInUser(app, system.db, { staffRole: 'viewer' });
    const other = await signInAs(app, user);
    const foreign = await post(
      '/api/auth/revoke-sessions',
      {},
      { ...user.headers, origin: 'https://evil.example' },
    );
    expect(foreign.json().code).toBe('origin_refused');
    const missing = await post('/api/auth/revoke-sessions', {}, { cookie: user.headers.cookie });
    expect(missing.json().code).toBe('origin_refused');
    const list = await app.inject({ url: '/api/auth/list-sessions', headers: user.headers });
    expect(list.json()).toHaveLength(2);
    const revoked = await post('/api/auth/revoke-sessions', {}, { ...user.headers });
    expect(revoked.statusCode).toBe(200);
    expect((await app.inject({ url: '/api/session', headers: other })).statusCode).toBe(401);
    expect((await app.inject({ url: '/api/session', headers: user.headers })).statusCode).toBe(401);
  });

  it('can be revoked one by one, and never those of another user', async () => {
    const user = await makeSignedInUser(app, system.db, { staffRole: 'viewer' });
    const stranger = await makeSignedInUser(app, system.db, { staffRole: 'viewer' });
    const list = await app.inject({ url: '/api/auth/list-sessions', headers: stranger.headers });
    const [{ token }] = list.json();
    await post('/api/auth/revoke-session', { token }, { ...user.headers });
    expect((await app.inject({ url: '/api/session', headers: stranger.headers })).statusCode).toBe(
      200,
    );
    await post('/api/auth/revoke-session', { token }, { ...stranger.headers });
    expect((await app.inject({ url: '/api/session', headers: stranger.headers })).statusCode).toBe(
      401,
    );
  });

  it('carry the memberships of active tenants only', async () => {
    const tenantId = await makeTenant(system.db, { name: 'Pipe Masters' });
    const user = await makeSignedInUser(app, system.db, { tenantId, tenantRole: 'owner' });
    const read = async () =>
      (await app.inject({ url: '/api/session', headers: user.headers })).json();
    expect(await read()).toMatchObject({
      staffRole: null,
      tenants: [
        { tenantId, tenantName: 'Pipe Masters', tenantTimeZone: 'America/Phoenix', role: 'owner' },
      ],
    });
    await system.db
      .updateTable('tenant')
      .set({ active: false })
      .where('id', '=', tenantId)
      .execute();
    expect((await read()).tenants).toEqual([]);
  });
});

describe('changing the password', () => {
  it('asks for the present one, keeps to the length, and is audited', async () => {
    const user = await makeSignedInUser(app, system.db, { staffRole: 'viewer' });
    const change = (currentPassword: string, newPassword: string) =>
      post(
        '/api/auth/change-password',
        { currentPassword, newPassword, revokeOtherSessions: true },
        { ...user.headers, ...ownAddress() },
      );
    const wrong = await change('not my password', 'another long password');
    expect(wrong.json()).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '/currentPassword' }],
    });
    const short = await change(user.password, 'short');
    expect(short.json()).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '/newPassword' }],
    });
    expect((await change(user.password, 'another long password')).statusCode).toBe(200);
    await signInAs(app, { email: user.email, password: 'another long password' });
    const entries = await system.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('subject_id', '=', user.userId)
      .where('action', '=', 'staff.set_password')
      .execute();
    expect(entries).toHaveLength(1);
    expect(JSON.stringify(entries)).not.toContain('another long password');
  });
});
