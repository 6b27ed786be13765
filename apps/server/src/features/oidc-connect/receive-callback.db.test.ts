import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { disconnect } from '../connections/disconnect.ts';
import { makeOidcScene } from './testing/oidc-scene.ts';
import type { Browser, OidcScene } from './testing/oidc-scene.ts';
import { startPartnerProvider } from './testing/partner-provider.ts';
import type { PartnerProvider } from './testing/partner-provider.ts';

let system: TestSystem;
let scene: OidcScene;
let partner: PartnerProvider;

beforeAll(async () => {
  system = await createTestSystem();
  scene = await makeOidcScene(system, { multiAccount: true });
  partner = await startPartnerProvider(scene.redirectUri);
  await scene.saveUrls(partner.configurationEndpoint);
});
afterAll(async () => {
  await partner.close();
  await scene.app.close();
  await system.close();
});

const newAccount = () => ({ sub: crypto.randomUUID(), name: 'Account' });

describe('what comes back without a sign-in of ours', () => {
  it.each([
    ['nothing', ''],
    ['an unknown state', '?state=unknown&code=x'],
    ['two states', '?state=a&state=b&code=x'],
  ])('ends on a page: %s', async (_what, search) => {
    const browser = await scene.openBrowser();
    const landing = await scene.comeBack(new URL(`${scene.redirectUri}${search}`), browser.cookie);
    expect(landing).toMatchObject({
      status: 303,
      path: '/connection-problem',
      result: 'state_unknown',
    });
  });

  it('ends on a page for an address that names no integration', async () => {
    const callback = new URL(scene.redirectUri.replace(scene.integrationId, 'nothing'));
    expect(await scene.comeBack(callback)).toMatchObject({ status: 303, result: 'state_unknown' });
  });

  it("is refused at another integration's callback", async () => {
    const browser = await scene.openBrowser();
    partner.next = newAccount();
    const callback = await partner.signIn(await scene.begin(browser));
    const other = new URL(callback);
    other.pathname = other.pathname.replace(scene.integrationId, crypto.randomUUID());
    expect((await scene.comeBack(other, browser.cookie)).result).toBe('state_unknown');
  });
});

describe('a code that belongs to another sign-in', () => {
  const codeOf = (callback: URL) => callback.searchParams.get('code') ?? '';
  const read = (tenantId: string) =>
    system.db
      .selectFrom('connection')
      .select(['state', 'failure_code', 'account_id'])
      .where('tenant_id', '=', tenantId)
      .orderBy('id')
      .execute();

  it('is refused when it was used before (code replay)', async () => {
    const [first, second] = [await scene.openBrowser(), await scene.openBrowser()];
    partner.next = newAccount();
    const used = await partner.signIn(await scene.begin(first));
    await scene.comeBack(used, first.cookie);
    partner.next = newAccount();
    const own = await partner.signIn(await scene.begin(second));
    own.searchParams.set('code', codeOf(used));
    expect((await scene.comeBack(own, second.cookie)).result).toBe('token_refused');
    expect(await read(second.tenantId)).toEqual([
      { state: 'failed', failure_code: 'token_refused', account_id: null },
    ]);
  });

  it("is refused when it is another browser's and still unused, by PKCE (code injection)", async () => {
    const [victim, attacker] = [await scene.openBrowser(), await scene.openBrowser()];
    partner.next = newAccount();
    const stolen = await partner.signIn(await scene.begin(victim));
    partner.next = newAccount();
    const own = await partner.signIn(await scene.begin(attacker));
    own.searchParams.set('code', codeOf(stolen));
    expect((await scene.comeBack(own, attacker.cookie)).result).toBe('token_refused');
    expect((await read(attacker.tenantId)).map(({ state }) => state)).toEqual(['failed']);
  });

  it.each([
    ['two codes', (callback: URL) => callback.searchParams.append('code', 'x')],
    ['no code', (callback: URL) => callback.searchParams.delete('code')],
    [
      'two issuers',
      (callback: URL) =>
        callback.searchParams.append('iss', callback.searchParams.get('iss') ?? ''),
    ],
  ])('is not looked for in an answer with %s', async (_what, spoil) => {
    const browser = await scene.openBrowser();
    partner.next = newAccount();
    const callback = await partner.signIn(await scene.begin(browser));
    spoil(callback);
    expect((await scene.comeBack(callback, browser.cookie)).result).toBe('partner_error');
    expect((await read(browser.tenantId)).map(({ state }) => state)).toEqual(['failed']);
  });

  it("is not sent to the partner that another integration's sign-in was begun with (mix-up)", async () => {
    const browser = await scene.openBrowser();
    partner.next = newAccount();
    const callback = await partner.signIn(await scene.begin(browser));
    const other = await startPartnerProvider(scene.redirectUri);
    await scene.saveUrls(other.configurationEndpoint);
    const landing = await scene.comeBack(callback, browser.cookie);
    await scene.saveUrls(partner.configurationEndpoint);
    await other.close();
    expect(landing.result).toBe('issuer_mismatch');
    expect((await read(browser.tenantId)).map(({ state }) => state)).toEqual(['failed']);
  });
});

describe('several accounts', () => {
  it('asks the provider which one and adds it beside the first', async () => {
    const browser = await scene.openBrowser();
    const prompts = [];
    for (const addAccount of [false, true]) {
      partner.next = newAccount();
      const url = await scene.begin(browser, addAccount);
      prompts.push(new URL(url).searchParams.get('prompt'));
      const landing = await scene.comeBack(await partner.signIn(url), browser.cookie);
      expect(landing.result).toBe('connected');
    }
    expect(prompts).toEqual([null, 'select_account login']);
    const connections = await system.db
      .selectFrom('connection')
      .select('state')
      .where('tenant_id', '=', browser.tenantId)
      .execute();
    expect(connections.map((one) => one.state)).toEqual(['connected', 'connected']);
  });
});

describe('the account that the partner would give without asking', () => {
  const promptOf = (url: string) => new URL(url).searchParams.get('prompt');
  const connect = async (browser: Browser) =>
    scene.comeBack(await partner.signIn(await scene.begin(browser)), browser.cookie);

  it('is asked for after one that another company holds', async () => {
    const [first, second] = [await scene.openBrowser(), await scene.openBrowser()];
    partner.next = newAccount();
    await connect(first);
    expect((await connect(second)).result).toBe('account_already_connected');
    expect(promptOf(await scene.begin(second))).toBe('select_account login');
  });

  it('is asked for after it was disconnected as not the right one, and not when it is renewed', async () => {
    const browser = await scene.openBrowser();
    partner.next = newAccount();
    const { connectionId } = await connect(browser);
    expect(promptOf(await scene.begin(browser))).toBeNull();
    const request = { tenantId: browser.tenantId, connectionId: connectionId ?? '' };
    system.clock.advance(1000);
    await disconnect(system.contextFor(browser.owner), request);
    expect(promptOf(await scene.begin(browser))).toBe('select_account login');
  });
});

describe('a Callback URL at another address', () => {
  it('leads to the portal first, where the session lives', async () => {
    const { config } = system.services;
    const elsewhere = { ...config, CALLBACK_BASE_URL: 'http://127.0.0.1:4699' };
    const services = { ...system.services, config: elsewhere };
    const split = await makeOidcScene({ ...system, services });
    const response = await split.app.inject({
      url: `/oidc/callback/${split.integrationId}?state=s&code=c`,
      headers: { host: '127.0.0.1:4699' },
    });
    expect(response.statusCode).toBe(303);
    expect(response.headers.location).toBe(
      `${config.PUBLIC_URL}/oidc/callback/${split.integrationId}?state=s&code=c`,
    );
    await split.app.close();
  });
});
