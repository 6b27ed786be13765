import { betterAuth } from 'better-auth';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSessionApp } from '#testing/session-app.ts';
import { makeSignedInUser, makeStaffWithPassword, signInAs } from '#testing/sign-in-as.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
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

function post(url: string, payload: object, headers: Record<string, string> = {}) {
  return app.inject({ method: 'POST', url, payload, headers });
}

describe('signing in', () => {
  it('gives a session of the user, whatever the case of the e-mail address', async () => {
    const { email, password, userId } = await makeStaffWithPassword(system.db, 'manager');
    const headers = await signInAs(app, { email: email.toUpperCase(), password });
    const session = await app.inject({ url: '/api/session', headers });
    expect(session.json()).toEqual({
      user: { id: userId, name: 'Sam Staff', email },
      staffRole: 'manager',
      tenants: [],
    });
  });

  it('keeps the session token out of every body but the list of sessions', async () => {
    const { email, password } = await makeStaffWithPassword(system.db);
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
    const { email } = await makeStaffWithPassword(system.db);
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
    const { email, password } = await makeStaffWithPassword(system.db);
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
    const { email, password, userId } = await makeStaffWithPassword(system.db);
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
    const { email, password } = await makeStaffWithPassword(system.db);
    const headers = { ...ownAddress(), origin: 'https://evil.example' };
    const reply = await post('/api/auth/sign-in/email', { email, password }, headers);
    expect([reply.statusCode, reply.json().code]).toEqual([403, 'origin_refused']);
    expect(reply.headers['set-cookie']).toBeUndefined();
  });

  it('and signing out are audited', async () => {
    const { email, password, userId } = await makeStaffWithPassword(system.db);
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
