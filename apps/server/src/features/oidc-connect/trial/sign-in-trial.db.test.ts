import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#platform/id.ts';
import { makeIntegration } from '#testing/factories.ts';
import { signInAs } from '#testing/sign-in-as.ts';
import type { SignedInUser } from '#testing/sign-in-as.ts';
import { clientSecret } from '../testing/client.ts';
import { startPartnerProvider } from '../testing/partner-provider.ts';
import type { PartnerProvider } from '../testing/partner-provider.ts';
import { createStaffScene, formOf } from '../testing/staff-scene.ts';
import type { StaffScene } from '../testing/staff-scene.ts';

let scene: StaffScene;
let partner: PartnerProvider;
let manager: SignedInUser;

beforeAll(async () => {
  scene = await createStaffScene();
  partner = await startPartnerProvider(scene.redirectUri);
  manager = await scene.signIn('manager');
});
afterAll(async () => {
  await partner.close();
  await scene.close();
});
beforeEach(() => {
  partner.next = { sub: 'acme', name: 'Acme', profiles: [{ id: 'p-1', name: 'Acme North' }] };
});

async function begin(who = manager, values: object = {}) {
  const urls = formOf(partner.configurationEndpoint, values);
  const reply = await scene.post('try-sign-in', urls, who.headers);
  expect([reply.statusCode, reply.body]).toEqual([200, expect.any(String)]);
  return reply.json() as { redirectTo: string; trialId: string };
}

/** Where the browser lands that comes back from the partner: path and, for a problem, its result. */
async function comeBack(callback: URL, cookie: string) {
  const { app } = scene;
  const url = `${callback.pathname}${callback.search}`;
  const reply = await app.inject({ url, headers: { host: callback.host, cookie } });
  const landing = new URL(String(reply.headers.location));
  const page = `${landing.pathname}${landing.search}`;
  return { page, path: landing.pathname, result: landing.searchParams.get('result') };
}

const look = (trialId: string, who = manager) =>
  scene.app.inject({ url: `${scene.base}/sign-in-trials/${trialId}`, headers: who.headers });

async function countRows() {
  const { db } = scene;
  const count = async (table: 'connection' | 'authorization_session' | 'integration_urls') =>
    (await db.selectFrom(table).select('integration_id').execute()).length;
  return [
    await count('connection'),
    await count('authorization_session'),
    await count('integration_urls'),
  ];
}

describe('a sign-in that a manager tries', () => {
  it('shows account, claims and token facts, and stores nothing of it', async () => {
    const before = await countRows();
    const { redirectTo, trialId } = await begin();
    expect((await look(trialId)).json()).toMatchObject({ result: 'pending', claims: [] });
    const landing = await comeBack(await partner.signIn(redirectTo), manager.headers.cookie);
    expect(landing.page).toBe(`/integrations/${scene.integrationId}/try-sign-in?trial=${trialId}`);
    const shown = await look(trialId);
    expect(shown.json()).toMatchObject({
      result: 'signed_in',
      failure: null,
      account: { id: 'acme', name: 'Acme', profiles: [{ id: 'p-1', name: 'Acme North' }] },
      tokens: {
        askedScopes: ['openid', 'profile'],
        refreshToken: false,
        expiresInSeconds: expect.any(Number),
      },
      claims: expect.arrayContaining([
        { name: 'sub', value: 'acme', source: 'id_token' },
        { name: 'name', value: 'Acme', source: 'userinfo' },
      ]),
    });
    expect(shown.body).not.toMatch(/access_token|id_token":"|refresh_token/);
    expect(await countRows()).toEqual(before);
    const audit = await scene.listAudit('integration.try_sign_in');
    expect(audit.slice(-2).map(({ after }) => after)).toEqual([
      { issuer: expect.any(String), clientId: 'leads-client' },
      { issuer: expect.any(String), result: 'signed_in' },
    ]);
    expect(JSON.stringify([audit, shown.body])).not.toContain(clientSecret);
    expect(JSON.stringify(audit)).not.toContain('acme');
  });

  it('keeps the Client Secret and what it brought sealed at rest', async () => {
    const { redirectTo, trialId } = await begin();
    await comeBack(await partner.signIn(redirectTo), manager.headers.cookie);
    const row = await scene.db
      .selectFrom('sign_in_trial')
      .selectAll()
      .where('id', '=', trialId)
      .executeTakeFirstOrThrow();
    expect(row.outcome_sealed).not.toBeNull();
    expect(JSON.stringify(row)).not.toMatch(/acme|client secret/i);
  });

  it.each([
    ['a refusal at the partner', {}, undefined, 'access_denied'],
    ['a wrong Client Secret', { clientSecret: 'wrong' }, 'acme', 'client_refused'],
    ['an account without a usable id', {}, 'a'.repeat(300), 'id_token_subject'],
  ])('tells of %s', async (_what, values, sub, code) => {
    partner.next = sub === undefined ? undefined : { sub, name: 'Acme' };
    const { redirectTo, trialId } = await begin(manager, values);
    await comeBack(await partner.signIn(redirectTo), manager.headers.cookie);
    expect((await look(trialId)).json()).toMatchObject({
      result: 'failed',
      failure: { code },
      account: null,
    });
  });

  it('is used once: the second return changes nothing', async () => {
    const { redirectTo, trialId } = await begin();
    const callback = await partner.signIn(redirectTo);
    const landings = await Promise.all(
      [0, 1].map(() => comeBack(callback, manager.headers.cookie)),
    );
    expect(new Set(landings.map(({ page }) => page)).size).toBe(1);
    const first = (await look(trialId)).json();
    callback.searchParams.set('error', 'access_denied');
    await comeBack(callback, manager.headers.cookie);
    expect((await look(trialId)).json()).toEqual(first);
    expect(first.result).toBe('signed_in');
  });
});

describe('another browser', () => {
  it('can neither finish the trial nor look at it, be it of the same manager', async () => {
    const { redirectTo, trialId } = await begin();
    const callback = await partner.signIn(redirectTo);
    const headers = await signInAs(scene.app, manager);
    const other = await scene.signIn('manager');
    for (const { cookie } of [headers, other.headers])
      expect((await comeBack(callback, cookie)).result).toBe('other_browser');
    expect((await comeBack(callback, '')).result).toBe('other_browser');
    for (const who of [{ ...manager, headers }, other])
      expect((await look(trialId, who)).json().code).toBe('not_found');
    expect((await look(trialId)).json().result).toBe('pending');
    const landing = await comeBack(callback, manager.headers.cookie);
    expect(landing.path).toBe(`/integrations/${scene.integrationId}/try-sign-in`);
  });

  it('at the Callback URL of another integration finds nothing', async () => {
    const { redirectTo, trialId } = await begin();
    const callback = await partner.signIn(redirectTo);
    const elsewhere = await makeIntegration(scene.db);
    callback.pathname = callback.pathname.replace(scene.integrationId, elsewhere);
    expect((await comeBack(callback, manager.headers.cookie)).result).toBe('state_unknown');
    const { headers } = manager;
    const url = `/api/admin/integrations/${elsewhere}/sign-in-trials/${trialId}`;
    expect((await scene.app.inject({ url, headers })).json().code).toBe('not_found');
  });
});

describe('who may', () => {
  it('viewers, API keys and strangers may not begin one', async () => {
    const viewer = await scene.signIn('viewer');
    const urls = formOf(partner.configurationEndpoint);
    const refused = await scene.post('try-sign-in', urls, viewer.headers);
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'forbidden']);
    const { headers } = await scene.signIn('admin');
    const made = await scene.app.inject({
      method: 'POST',
      url: '/api/admin/api-keys',
      headers,
      payload: { name: 'Robot', role: 'manager', expiresAt: null },
    });
    const byKey = await scene.app.inject({
      method: 'POST',
      url: `${scene.base}/try-sign-in`,
      headers: { authorization: `Bearer ${made.json().key}` },
      payload: { urls },
    });
    expect([byKey.statusCode, byKey.json().detail]).toEqual([
      403,
      expect.stringContaining('in a browser'),
    ]);
    const payload = { urls };
    const unknown = `/api/admin/integrations/${newId()}/try-sign-in`;
    const missing = await scene.app.inject({
      method: 'POST',
      url: unknown,
      headers: manager.headers,
      payload,
    });
    expect(missing.json().code).toBe('not_found');
  });

  it('a manager who was demoted or disabled meanwhile cannot finish it', async () => {
    const { db } = scene;
    const demoted = await scene.signIn('manager');
    const one = await begin(demoted);
    const callback = await partner.signIn(one.redirectTo);
    const setUser = (values: { role?: string; disabled_at?: Date }) =>
      db.updateTable('staff_user').set(values).where('user_id', '=', demoted.userId).execute();
    await setUser({ role: 'viewer' });
    expect((await comeBack(callback, demoted.headers.cookie)).result).toBe('no_permission');
    await setUser({ role: 'manager', disabled_at: new Date() });
    expect((await comeBack(callback, demoted.headers.cookie)).result).toBe('other_browser');
    const row = await db
      .selectFrom('sign_in_trial')
      .select(['finished_at'])
      .where('id', '=', one.trialId)
      .executeTakeFirstOrThrow();
    expect(row.finished_at).toBeNull();
  });
});
