import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStaffUser } from '#features/staff/index.ts';
import { startCompanyProvider } from '#testing/company-provider.ts';
import type { CompanyProvider, CompanyUser } from '#testing/company-provider.ts';
import { createSessionApp } from '#testing/session-app.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';

const origin = 'http://localhost:4600';
let company: CompanyProvider;
let system: TestSystem;
let app: FastifyInstance;

beforeAll(async () => {
  company = await startCompanyProvider({ callbackUrl: `${origin}/api/auth/callback/sso` });
  system = await createTestSystem({
    SSO_ISSUER: company.issuer,
    SSO_CLIENT_ID: company.client.id,
    SSO_CLIENT_SECRET: company.client.secret,
    SSO_LABEL: 'Sign in with Example Corp',
    SSO_ROLE_CLAIM: 'groups',
    SSO_ROLE_MAP: 'leads-managers=manager',
  });
  app = await createSessionApp(system);
});
afterAll(async () => {
  await app.close();
  await system.close();
  await company.close();
});

const makeStaff = (email: string) =>
  system.db
    .transaction()
    .execute((tx) => createStaffUser(tx, { name: 'Sam', email, role: 'viewer' }));

/** Goes through the whole flow as a browser: our start, the company's pages, our callback. */
async function signIn(user: CompanyUser, tamper: (callback: URL) => void = () => undefined) {
  company.user = user;
  const start = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/social',
    headers: { origin },
    payload: {
      provider: 'sso',
      callbackURL: '/integrations',
      errorCallbackURL: '/sign-in',
      disableRedirect: true,
    },
  });
  expect(start.statusCode).toBe(200);
  const callback = await followCompany(start.json().url);
  tamper(callback);
  const cookies = start.cookies
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ');
  const finish = await app.inject({
    url: `${callback.pathname}${callback.search}`,
    headers: { cookie: cookies },
  });
  const session = finish.cookies.find(
    ({ name, value }) => name.endsWith('session_token') && value !== '',
  );
  return {
    status: finish.statusCode,
    location: String(finish.headers.location),
    headers: {
      cookie: session === undefined ? '' : `${session.name}=${encodeURIComponent(session.value)}`,
      origin,
    },
  };
}

async function followCompany(url: string): Promise<URL> {
  const jar = new Map<string, string>();
  let next = new URL(url);
  for (let step = 0; step < 10 && next.origin === company.issuer; step += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(next, { redirect: 'manual', headers: { cookie } });
    for (const line of reply.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    next = new URL(reply.headers.get('location') ?? '', next);
  }
  return next;
}

const sessionOf = async (headers: Record<string, string>) =>
  app.inject({ url: '/api/session', headers });
const verified = (email: string, more: object = {}) => ({
  email,
  email_verified: true,
  name: 'Sam Smith',
  ...more,
});

describe('company sign-in', () => {
  it('is offered on the sign-in page', async () => {
    const reply = await app.inject({ url: '/api/session/options' });
    expect(reply.json()).toEqual({ sso: { label: 'Sign in with Example Corp' }, demo: null });
  });

  it('knows a user by verified e-mail the first time, by issuer and subject from then on', async () => {
    const userId = await makeStaff('sam@example.com');
    const first = await signIn({ sub: 'sam-1', claims: verified('sam@example.com') });
    expect([first.status, first.location]).toEqual([303, '/integrations']);
    expect((await sessionOf(first.headers)).json()).toMatchObject({
      user: { id: userId },
      staffRole: 'viewer',
    });
    const renamed = await signIn({ sub: 'sam-1', claims: verified('sam.smith@example.com') });
    expect((await sessionOf(renamed.headers)).json()).toMatchObject({
      user: { id: userId, email: 'sam@example.com' },
    });
    const methods = await system.db
      .selectFrom('sign_in_method')
      .selectAll()
      .where('user_id', '=', userId)
      .execute();
    expect(methods).toMatchObject([
      {
        provider_id: 'sso',
        account_id: `${company.issuer} sam-1`,
        access_token: null,
        refresh_token: null,
        id_token: null,
      },
    ]);
  });

  it('does not take over a user by an unverified e-mail address', async () => {
    await makeStaff('victim@example.com');
    const claims = { ...verified('victim@example.com'), email_verified: false };
    const reply = await signIn({ sub: 'attacker', claims });
    expect(reply.location).toMatch(/^\/sign-in\?error=/);
    expect(reply.headers.cookie).toBe('');
  });

  it('makes a staff user where a claim maps to a role, audited', async () => {
    const claims = verified('new@example.com', { groups: ['x', 'leads-managers'] });
    const { headers } = await signIn({ sub: 'new-1', claims });
    const session = (await sessionOf(headers)).json();
    expect(session).toMatchObject({
      user: { email: 'new@example.com', name: 'Sam Smith' },
      staffRole: 'manager',
    });
    const audit = await system.db
      .selectFrom('audit_entry')
      .select(['action', 'after'])
      .where('subject_id', '=', session.user.id)
      .orderBy('id')
      .execute();
    expect(audit).toMatchObject([
      { action: 'staff.create', after: { role: 'manager', by: 'company sign-in' } },
      { action: 'session.sign_in', after: { how: 'company sign-in' } },
    ]);
  });

  it('makes nobody where no claim maps to a role', async () => {
    const reply = await signIn({
      sub: 'guest-1',
      claims: verified('guest@example.com', { groups: ['x'] }),
    });
    expect(reply.location).toMatch(/^\/sign-in\?error=no_role/);
    const user = await system.db
      .selectFrom('sign_in_user')
      .select('id')
      .where('email', '=', 'guest@example.com')
      .execute();
    expect(user).toEqual([]);
  });

  it('does not let disabled staff in', async () => {
    const userId = await makeStaff('gone@example.com');
    await system.db
      .updateTable('staff_user')
      .set({ disabled_at: new Date() })
      .where('user_id', '=', userId)
      .execute();
    const reply = await signIn({ sub: 'gone-1', claims: verified('gone@example.com') });
    expect(reply.headers.cookie).toBe('');
    expect(reply.location).toMatch(/^\/sign-in\?error=disabled/);
  });

  it.each([
    ['another state', (callback: URL) => callback.searchParams.set('state', 'x'.repeat(32))],
    ['another code', (callback: URL) => callback.searchParams.set('code', 'made-up')],
    ['another issuer', (callback: URL) => callback.searchParams.set('iss', 'https://evil.example')],
  ])('refuses a callback with %s', async (_what, tamper) => {
    await makeStaff(`${_what.replace(' ', '-')}@example.com`);
    const reply = await signIn(
      { sub: _what, claims: verified(`${_what.replace(' ', '-')}@example.com`) },
      tamper,
    );
    expect(reply.location).toMatch(/\/sign-in\?error=/);
    expect(reply.headers.cookie).toBe('');
  });

  it('returns to our own pages only', async () => {
    const reply = await app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/social',
      headers: { origin },
      payload: { provider: 'sso', callbackURL: 'https://evil.example/' },
    });
    expect(reply.statusCode).toBe(403);
  });

  it('takes no bare ID token', async () => {
    const reply = await app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/social',
      headers: { origin },
      payload: { provider: 'sso', callbackURL: '/', idToken: { token: 'x.y.z' } },
    });
    expect(reply.json()).toMatchObject({
      redirect: false,
      url: expect.stringContaining(company.issuer),
    });
  });
});
