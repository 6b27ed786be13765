import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '#platform/act/actor.ts';
import { makeTenant } from '#testing/factories.ts';
import { makeSignedInUser } from '#testing/sign-in-as.ts';
import type { SignedInUser } from '#testing/sign-in-as.ts';
import { startPartnerProvider } from '../testing/partner-provider.ts';
import type { PartnerProvider } from '../testing/partner-provider.ts';
import { createStaffScene, formOf, saveForm } from '../testing/staff-scene.ts';
import type { StaffScene } from '../testing/staff-scene.ts';
import { forgetTrials } from './forget-trials.task.ts';

let scene: StaffScene;
let partner: PartnerProvider;
let manager: SignedInUser;

beforeAll(async () => {
  scene = await createStaffScene();
  partner = await startPartnerProvider(scene.redirectUri);
  partner.next = { sub: 'acme', name: 'Acme' };
  manager = await scene.signIn('manager');
});
afterAll(async () => {
  await partner.close();
  await scene.close();
});

async function begin() {
  const urls = formOf(partner.configurationEndpoint);
  const reply = await scene.post('try-sign-in', urls, manager.headers);
  return reply.json() as { redirectTo: string; trialId: string };
}

async function comeBack(callback: URL, cookie: string): Promise<URL> {
  const reply = await scene.app.inject({
    url: `${callback.pathname}${callback.search}`,
    headers: { host: callback.host, cookie },
  });
  return new URL(String(reply.headers.location));
}

const look = async (trialId: string) => {
  const url = `${scene.base}/sign-in-trials/${trialId}`;
  return (await scene.app.inject({ url, headers: manager.headers })).json();
};

async function beginAsTenant() {
  const { app, db, integrationId } = scene;
  const tenantId = await makeTenant(db);
  const owner = await makeSignedInUser(app, db, { tenantId, tenantRole: 'owner' });
  const base = `/api/tenant/${tenantId}/integrations/${integrationId}`;
  const { headers } = owner;
  const agreement = (await app.inject({ url: `${base}/agreement`, headers })).json();
  const send = (act: string, payload: object) =>
    app.inject({ method: 'POST', url: `${base}/${act}`, headers, payload });
  await send('agreement/accept', { agreementId: agreement.id });
  const begun = await send('authorize', { addAccount: false });
  expect([begun.statusCode, begun.body]).toEqual([200, expect.any(String)]);
  const state = async () =>
    (
      await db
        .selectFrom('connection')
        .select('state')
        .where('tenant_id', '=', tenantId)
        .executeTakeFirstOrThrow()
    ).state;
  return { redirectTo: begun.json().redirectTo as string, cookie: headers.cookie, state };
}

test("a trial's state finishes no tenant's connection, and a tenant's no trial", async () => {
  const { app, db, base, integrationId } = scene;
  const urls = formOf(partner.configurationEndpoint);
  await saveForm(app, { base, headers: manager.headers, version: 1, urls });
  await db
    .updateTable('integration')
    .set({ status: 'active' })
    .where('id', '=', integrationId)
    .execute();
  const tenant = await beginAsTenant();
  const { redirectTo, trialId } = await begin();
  const [ofTenant, ofTrial] = [
    await partner.signIn(tenant.redirectTo),
    await partner.signIn(redirectTo),
  ];
  for (const [callback, cookie] of [
    [ofTrial, tenant.cookie],
    [ofTenant, manager.headers.cookie],
  ] as const)
    expect((await comeBack(callback, cookie)).searchParams.get('result')).toBe('other_browser');
  // The code of the one under the state of the other, in the right browser: refused by its nonce or verifier.
  const mixed = new URL(ofTenant);
  mixed.searchParams.set('code', ofTrial.searchParams.get('code') ?? '');
  expect((await comeBack(mixed, tenant.cookie)).searchParams.get('result')).toBe('token_refused');
  expect(await tenant.state()).toBe('failed');
  expect((await look(trialId)).result).toBe('pending');
});

test('a trial ends after ten minutes: it is shown no more, finishes no more, and is forgotten', async () => {
  const { clock, db } = scene.system;
  const { redirectTo, trialId } = await begin();
  const late = await begin();
  const ctx = scene.system.contextFor(systemActor('test'));
  const forget = () => forgetTrials.run(ctx, {});
  const countTrials = async () =>
    (
      await db
        .selectFrom('sign_in_trial')
        .select('id')
        .where('id', 'in', [trialId, late.trialId])
        .execute()
    ).length;
  const callback = await partner.signIn(redirectTo);
  clock.advance(10 * 60_000 - 1);
  await comeBack(callback, manager.headers.cookie);
  expect((await look(trialId)).result).toBe('signed_in');
  await forget();
  expect(await countTrials()).toBe(2);
  clock.advance(1);
  expect((await look(trialId)).code).toBe('not_found');
  await comeBack(await partner.signIn(late.redirectTo), manager.headers.cookie);
  expect((await scene.listAudit('integration.try_sign_in')).at(-1)?.after).toMatchObject({
    result: 'state_expired',
  });
  await forget();
  expect(await countTrials()).toBe(0);
});
