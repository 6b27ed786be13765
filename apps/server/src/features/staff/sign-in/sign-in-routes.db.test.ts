import { betterAuth } from 'better-auth';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStaffUser } from '#features/staff/index.ts';
import { newId } from '#platform/id.ts';
import { createSessionApp } from '#testing/session-app.ts';
import { makeSignedInUser, signInAs } from '#testing/sign-in-as.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { makeTenant } from '#testing/factories.ts';
import { companyRoutes, libraryRoutes } from './sign-in-routes.ts';

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

async function makeStaff(role: 'viewer' | 'manager' | 'admin' = 'viewer') {
  const email = `${newId()}@example.com`;
  const password = 'correct horse battery';
  const userId = await system.db
    .transaction()
    .execute((tx) => createStaffUser(tx, { name: 'Sam Staff', email, role, password }));
  return { userId, email, password };
}

function post(url: string, payload: object, headers: Record<string, string> = {}) {
  return app.inject({ method: 'POST', url, payload, headers });
}

describe('signing in', () => {
  it('gives a session of the user, whatever the case of the e-mail address', async () => {
    const { email, password, userId } = await makeStaff('manager');
    const headers = await signInAs(app, { email: email.toUpperCase(), password });
    const session = await app.inject({ url: '/api/session', headers });
    expect(session.json()).toEqual({
      user: { id: userId, name: 'Sam Staff', email },
      staffRole: 'manager',
      tenants: [],
    });
  });

  it('keeps the session token out of every body but the list of sessions', async () => {
    const { email, password } = await makeStaff();
    const reply = await post('/api/auth/sign-in/email', { email, password }, ownAddress());
    const cookie = String(reply.headers['set-cookie']);
    const [, token = ''] = /session_token=([^.]+)\./.exec(cookie) ?? [];
    expect(token.length).toBeGreaterThan(20);
    expect(reply.body).not.toContain(token);
    const current = await app.inject({
      url: '/api/auth/get-session',
      headers: { cookie: cookie.split(';')[0] },
    });
    expect(current.json().user.email).toBe(email);
    expect(current.body).not.toContain(token);
  });

  it('answers a wrong password and an unknown address alike', async () => {
    const { email } = await makeStaff();
    const headers = ownAddress();
    const wrong = await post(
      '/api/auth/sign-in/email',
      { email, password: 'wrong password' },
      headers,
    );
    const unknown = await post(
      '/api/auth/sign-in/email',
      { email: `nobody-${email}`, password: 'wrong password' },
      headers,
    );
    expect([wrong.statusCode, wrong.json().code]).toEqual([401, 'invalid_credentials']);
    const { requestId: _one, ...wrongBody } = wrong.json();
    const { requestId: _other, ...unknownBody } = unknown.json();
    expect(unknownBody).toEqual(wrongBody);
  });

  it('refuses a bare token that is not signed, and one signed by another secret', async () => {
    const { email, password } = await makeStaff();
    const { cookie } = await signInAs(app, { email, password });
    const [name, value = ''] = cookie.split('=');
    const token = decodeURIComponent(value).split('.')[0] ?? '';
    for (const forged of [token, `${token}.`, `${token}.${Buffer.alloc(32).toString('base64')}`]) {
      const reply = await app.inject({
        url: '/api/session',
        headers: { cookie: `${name}=${encodeURIComponent(forged)}` },
      });
      expect(reply.statusCode).toBe(401);
    }
  });

  it('is refused to disabled staff, whose sessions end too', async () => {
    const { email, password, userId } = await makeStaff();
    const headers = await signInAs(app, { email, password });
    await system.db
      .updateTable('staff_user')
      .set({ disabled_at: new Date() })
      .where('user_id', '=', userId)
      .execute();
    expect((await app.inject({ url: '/api/session', headers })).statusCode).toBe(401);
    const again = await post('/api/auth/sign-in/email', { email, password }, ownAddress());
    expect([again.statusCode, again.json().code]).toEqual([403, 'forbidden']);
    expect(again.json().detail).toContain('switched off');
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  it('is refused to pages of other sites', async () => {
    const { email, password } = await makeStaff();
    const headers = { ...ownAddress(), origin: 'https://evil.example' };
    const reply = await post('/api/auth/sign-in/email', { email, password }, headers);
    expect([reply.statusCode, reply.json().code]).toEqual([403, 'origin_refused']);
    expect(reply.headers['set-cookie']).toBeUndefined();
  });

  it('and signing out are audited', async () => {
    const { email, password, userId } = await makeStaff();
    const headers = await signInAs(app, { email, password });
    await post('/api/auth/sign-out', {}, { ...headers });
    const entries = await system.db
      .selectFrom('audit_entry')
      .select(['action', 'actor_kind'])
      .where('subject_id', '=', userId)
      .orderBy('id')
      .execute();
    expect(entries).toEqual([
      { action: 'session.sign_in', actor_kind: 'system' },
      { action: 'session.sign_out', actor_kind: 'system' },
    ]);
  });
});

describe('throttling', () => {
  it(
    'stops guessing one password from many addresses, and the right one waits too',
    { timeout: 30_000 },
    async () => {
      const { email, password } = await makeStaff();
      for (let attempt = 0; attempt < 10; attempt += 1) {
        const reply = await post(
          '/api/auth/sign-in/email',
          { email, password: `guess ${attempt}` },
          ownAddress(),
        );
        expect(reply.statusCode).toBe(401);
      }
      const refused = await post('/api/auth/sign-in/email', { email, password }, ownAddress());
      expect([refused.statusCode, refused.json().code]).toEqual([429, 'rate_limited']);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800);
      expect(refused.json().detail).toContain('Try again in 15 minutes.');
      system.clock.advance(901_000);
      const later = await post('/api/auth/sign-in/email', { email, password }, ownAddress());
      expect(later.statusCode).toBe(200);
    },
  );

  it('forgets the failures of an account when its user signs in', { timeout: 30_000 }, async () => {
    const { email, password } = await makeStaff();
    for (let round = 0; round < 2; round += 1) {
      for (let attempt = 0; attempt < 6; attempt += 1) {
        await post('/api/auth/sign-in/email', { email, password: 'wrong password' }, ownAddress());
      }
      const reply = await post('/api/auth/sign-in/email', { email, password }, ownAddress());
      expect(reply.statusCode).toBe(200);
    }
  });

  it('stops one address that tries many accounts, whatever address it claims to have', async () => {
    const headers = ownAddress();
    const codes: number[] = [];
    let last;
    for (let attempt = 0; attempt < 31; attempt += 1) {
      last = await post(
        '/api/auth/sign-in/email',
        // No address at all, so that the test need not wait for thirty password hashes.
        { email: `account ${attempt}`, password: 'x' },
        { ...headers, 'x-leads-caller-address': `203.0.113.${attempt}` },
      );
      codes.push(last.statusCode);
    }
    expect(codes.filter((code) => code === 429)).toEqual([429]);
    expect(codes.at(-1)).toBe(429);
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
    expect(last?.json()).toMatchObject({ code: 'rate_limited' });
  });
});

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

describe("the library's other routes", () => {
  const reachable = new Set(
    [...libraryRoutes, ...companyRoutes].map(({ method, path }) => `${method} ${path}`),
  );
  const all = Object.values(
    betterAuth({ secret: 'x'.repeat(32), baseURL: 'http://localhost' }).api,
  ) as {
    path?: string;
  }[];

  it('are all 404, by every method', async () => {
    const user = await makeSignedInUser(app, system.db, { staffRole: 'admin' });
    const paths = [...new Set(all.map(({ path }) => path).filter((path) => path !== undefined))];
    expect(paths.length).toBeGreaterThan(25);
    let walked = 0;
    for (const path of [
      ...paths,
      '/',
      '/sign-in/email/',
      '//sign-in/email',
      '/sign-up/email?x=1',
      '/Sign-Up/email',
    ]) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
        if (reachable.has(`${method} ${path}`)) continue;
        const reply = await app.inject({
          method,
          url: `/api/auth${path}`,
          headers: { ...user.headers },
        });
        expect([method, path, reply.statusCode]).toEqual([method, path, 404]);
        walked += 1;
      }
    }
    expect(walked).toBeGreaterThan(100);
  });

  it('are 404 for company sign-in too, where it is not configured', async () => {
    const reply = await post(
      '/api/auth/sign-in/social',
      { provider: 'sso', callbackURL: '/' },
      ownAddress(),
    );
    expect(reply.statusCode).toBe(404);
  });

  it('answer nobody about sessions', async () => {
    expect((await app.inject({ url: '/api/auth/get-session' })).json()).toBeNull();
    for (const { method, path } of libraryRoutes.filter((one) =>
      /list|revoke|change/.test(one.path),
    )) {
      const reply = await app.inject({
        method,
        url: `/api/auth${path}`,
        headers: ownAddress(),
        ...(method === 'POST'
          ? {
              payload: { token: 'x', currentPassword: 'xxxxxxxxxxxx', newPassword: 'yyyyyyyyyyyy' },
            }
          : {}),
      });
      expect([path, reply.statusCode, reply.json().code]).toEqual([path, 401, 'unauthenticated']);
    }
  });
});
