import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionResultPath } from '@leads/contract/tenant-integrations';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeTenantUser } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { startAuthorization } from './start-authorization.ts';
import { makeOidcScene } from './testing/oidc-scene.ts';
import type { Browser, OidcScene } from './testing/oidc-scene.ts';
import { startPartnerProvider } from './testing/partner-provider.ts';
import type { PartnerProvider } from './testing/partner-provider.ts';

let system: TestSystem;
let scene: OidcScene;
let partner: PartnerProvider;

beforeAll(async () => {
  system = await createTestSystem();
  scene = await makeOidcScene(system);
  partner = await startPartnerProvider(scene.redirectUri);
  await scene.saveUrls(partner.configurationEndpoint);
});
afterAll(async () => {
  await partner.close();
  await scene.app.close();
  await system.close();
});

const readConnections = (tenantId: string) =>
  system.db
    .selectFrom('connection')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('id')
    .execute();

const readSessions = (tenantId: string) =>
  system.db
    .selectFrom('authorization_session')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('id')
    .execute();

/** Signs in at the partner as its next user and comes back. */
const connect = async (browser: Browser) =>
  scene.comeBack(await partner.signIn(await scene.begin(browser)), browser.cookie);

let accounts = 0;
const newAccount = () => ({ sub: `sub-${(accounts += 1)}`, name: `Account ${accounts}` });

describe('signing in at a real provider', () => {
  it('connects the account with its profiles and keeps who signed in', async () => {
    const browser = await scene.openBrowser();
    partner.next = {
      ...newAccount(),
      profiles: [
        { id: 'phx', name: 'Phoenix' },
        { id: 'tus', name: 'Tucson' },
      ],
    };
    const callback = await partner.signIn(await scene.begin(browser));
    const landing = await scene.comeBack(callback, browser.cookie);
    const [connection, ...more] = await readConnections(browser.tenantId);
    expect(more).toEqual([]);
    expect(landing).toMatchObject({
      status: 303,
      path: connectionResultPath(browser.tenantId, scene.integrationId),
      result: 'connected',
      connectionId: connection?.id,
    });
    expect(connection).toMatchObject({
      state: 'connected',
      account_id: partner.next.sub,
      account_name: partner.next.name,
      subject: partner.next.sub,
      issuer: new URL(partner.configurationEndpoint).origin,
      refresh_token_sealed: null,
    });
    const profiles = await system.db
      .selectFrom('connection_profile')
      .select('profile_id')
      .where('tenant_id', '=', browser.tenantId)
      .orderBy('position')
      .execute();
    expect(profiles.map((one) => one.profile_id)).toEqual(['phx', 'tus']);
    const audit = await system.db
      .selectFrom('audit_entry')
      .select('action')
      .where('tenant_id', '=', browser.tenantId)
      .orderBy('id')
      .execute();
    expect(audit.map((one) => one.action)).toEqual([
      'agreement.accept',
      'connection.start',
      'connection.authorize',
    ]);
  });

  it('keeps a refresh token, sealed, only when offline access was granted', async () => {
    await scene.saveUrls(partner.configurationEndpoint, 'openid profile offline_access');
    const browser = await scene.openBrowser();
    partner.next = newAccount();
    await connect(browser);
    await scene.saveUrls(partner.configurationEndpoint);
    const [connection] = await readConnections(browser.tenantId);
    const sealed = connection?.refresh_token_sealed ?? '';
    const token = system.services.sealer.open(sealed, `refresh-token:${connection?.id}`);
    expect(token.length).toBeGreaterThan(20);
    expect(partner.prompts.at(-1)).toBe('consent');
  });

  it('uses each sign-in once', async () => {
    const browser = await scene.openBrowser();
    partner.next = newAccount();
    const callback = await partner.signIn(await scene.begin(browser));
    const both = await Promise.all([
      scene.comeBack(callback, browser.cookie),
      scene.comeBack(callback, browser.cookie),
    ]);
    expect(both.map((one) => one.result).sort()).toEqual(['connected', 'state_used']);
    expect((await scene.comeBack(callback, browser.cookie)).result).toBe('state_used');
    expect((await readConnections(browser.tenantId)).map((one) => one.state)).toEqual([
      'connected',
    ]);
  });

  it('is refused in another browser, which learns nothing, and still works in its own', async () => {
    const browser = await scene.openBrowser();
    partner.next = newAccount();
    const callback = await partner.signIn(await scene.begin(browser));
    for (const cookie of [undefined, scene.openAnother(browser).cookie]) {
      const landing = await scene.comeBack(callback, cookie);
      expect(landing).toMatchObject({
        status: 303,
        path: '/connection-problem',
        result: 'other_browser',
      });
      expect(landing.requestId).toBeTruthy();
    }
    expect((await scene.comeBack(callback, browser.cookie)).result).toBe('connected');
  });

  it('says that it was refused at the partner, and a new one can follow', async () => {
    const browser = await scene.openBrowser();
    partner.next = undefined;
    const landing = await connect(browser);
    expect(landing.result).toBe('access_denied');
    expect(landing.requestId).toBeTruthy();
    expect(await readConnections(browser.tenantId)).toMatchObject([
      { state: 'failed', failure_code: 'access_denied' },
    ]);
    partner.next = newAccount();
    const again = await connect(browser);
    expect(again.result).toBe('connected');
  });

  it('is refused for an account that another tenant holds', async () => {
    const [first, second] = [await scene.openBrowser(), await scene.openBrowser()];
    partner.next = newAccount();
    await connect(first);
    const landing = await connect(second);
    expect(landing.result).toBe('account_already_connected');
    expect(await readConnections(second.tenantId)).toMatchObject([
      { state: 'failed', account_id: null },
    ]);
    expect(await readSessions(second.tenantId)).toMatchObject([
      { result: 'account_already_connected' },
    ]);
  });

  it('again with the same account refreshes its connection and adds none', async () => {
    const browser = await scene.openBrowser();
    partner.next = newAccount();
    const first = await connect(browser);
    partner.next = { ...partner.next, name: 'Renamed' };
    const again = await connect(browser);
    expect(again).toMatchObject({ result: 'same_account', connectionId: first.connectionId });
    expect(await readConnections(browser.tenantId)).toMatchObject([
      { id: first.connectionId, state: 'connected', account_name: 'Renamed' },
    ]);
    expect(await readSessions(browser.tenantId)).toMatchObject([
      { connection_id: first.connectionId },
      { connection_id: first.connectionId },
    ]);
  });

  it('is refused for a second account where one is allowed', async () => {
    const browser = await scene.openBrowser();
    partner.next = newAccount();
    await connect(browser);
    partner.next = newAccount();
    const landing = await connect(browser);
    expect(landing.result).toBe('one_account_only');
  });

  it('ends after ten minutes', async () => {
    const browser = await scene.openBrowser();
    partner.next = newAccount();
    const callback = await partner.signIn(await scene.begin(browser));
    system.clock.advance(10 * 60_000);
    expect((await scene.comeBack(callback, browser.cookie)).result).toBe('state_expired');
    expect(await readConnections(browser.tenantId)).toMatchObject([{ state: 'failed' }]);
  });

  it('needs a user who may connect, at the beginning and when coming back', async () => {
    const browser = await scene.openBrowser();
    const office = await makeTenantUser(system.db, { tenantId: browser.tenantId, role: 'office' });
    const { integrationId } = scene;
    const request = { tenantId: browser.tenantId, integrationId, addAccount: false };
    await expectProblem(startAuthorization(system.contextFor(office), request), 'forbidden');
    partner.next = newAccount();
    const callback = await partner.signIn(await scene.begin(browser));
    scene.demote(browser);
    expect((await scene.comeBack(callback, browser.cookie)).result).toBe('no_permission');
    expect(await readConnections(browser.tenantId)).toMatchObject([{ state: 'pending' }]);
  });
});
