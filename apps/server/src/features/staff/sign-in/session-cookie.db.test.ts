import { afterEach, expect, it } from 'vitest';
import { createStaffUser, toPasswordHash } from '#features/staff/index.ts';
import { createSessionApp } from '#testing/session-app.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';

let system: TestSystem;
afterEach(() => system.close());

async function signInCookie(publicUrl: string) {
  system = await createTestSystem({ PUBLIC_URL: publicUrl });
  const app = await createSessionApp(system);
  const who = { name: 'Sam', email: 'sam@example.com', password: 'correct horse battery' };
  const { name, email, password } = who;
  const passwordHash = await toPasswordHash(password);
  await system.db
    .transaction()
    .execute((tx) => createStaffUser(tx, { name, email, passwordHash, role: 'viewer' }));
  const reply = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { origin: publicUrl },
    payload: { email: who.email, password: who.password },
  });
  const [cookie] = reply.cookies;
  const session = await app.inject({
    url: '/api/session',
    headers: { cookie: `${cookie?.name}=${encodeURIComponent(cookie?.value ?? '')}` },
  });
  await app.close();
  return { cookies: reply.cookies, sessionStatus: session.statusCode };
}

it('is bound to the host and to https where PUBLIC_URL is https', async () => {
  const { cookies, sessionStatus } = await signInCookie('https://leads.example.com');
  expect(sessionStatus).toBe(200);
  expect(cookies).toEqual([
    {
      name: '__Host-leads.session_token',
      value: expect.any(String),
      maxAge: 604_800,
      path: '/',
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
    },
  ]);
});

it('has a plain name on loopback http, where browsers refuse the prefix', async () => {
  const { cookies, sessionStatus } = await signInCookie('http://localhost:4600');
  expect(sessionStatus).toBe(200);
  expect(cookies).toEqual([
    {
      name: 'leads.session_token',
      value: expect.any(String),
      maxAge: 604_800,
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
    },
  ]);
});
