import * as client from 'openid-client';
import { expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../accounts.ts';
import { createTestBrowser } from '../testing/test-browser.ts';
import { startTestPartner } from '../testing/start-test-partner.ts';

const CALLBACK_URL = 'http://localhost:4600/connect/callback/demo';
const SCOPE = 'openid profile email offline_access';

async function setUp() {
  const partner = await startTestPartner();
  const { body: party } = await partner.call('POST', '/api/relying-parties', {
    callbackUrl: CALLBACK_URL,
  });
  return { ...partner, party, configuration: await discover(partner.origin, party) };
}

async function discover(
  origin: string,
  party: { clientId: string; clientSecret: string },
  auth?: client.ClientAuth,
) {
  const options = { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] };
  return client.discovery(new URL(origin), party.clientId, party.clientSecret, auth, options);
}

async function createRequest(
  configuration: client.Configuration,
  extra: Record<string, string> = {},
) {
  const checks = {
    pkceCodeVerifier: client.randomPKCECodeVerifier(),
    expectedState: client.randomState(),
    expectedNonce: client.randomNonce(),
  };
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: CALLBACK_URL,
    scope: SCOPE,
    prompt: 'consent',
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
    code_challenge_method: 'S256',
    ...extra,
  });
  return { url, checks };
}

type Browser = ReturnType<typeof createTestBrowser>;

async function signInAndAllow(browser: Browser, url: URL, username = 'desert-breeze') {
  const login = await browser.open(url);
  expect(login.text).toContain('Sign in to Acme Leads');
  const consent = await browser.submit(new URL(`${login.url.pathname}/sign-in`, url), {
    username,
    password: DEMO_PASSWORD,
  });
  expect(consent.text).toContain('Allow the leads platform?');
  return browser.submit(new URL(`${consent.url.pathname}/consent`, url));
}

test('signs a business in: code flow, PKCE, iss, claims, refresh token', async () => {
  const { configuration, origin } = await setUp();
  const { url, checks } = await createRequest(configuration);
  const back = await signInAndAllow(createTestBrowser(origin), url);
  expect(back.url.searchParams.get('iss')).toBe(origin);
  const tokens = await client.authorizationCodeGrant(configuration, back.url, checks);
  const expected = {
    sub: 'ACME-10042',
    name: 'Desert Breeze Air & Plumbing',
    email: 'owner@desert-breeze.example',
    profiles: [
      { id: 'ACME-10042-PHX', name: 'Desert Breeze - Phoenix' },
      { id: 'ACME-10042-TUS', name: 'Desert Breeze - Tucson' },
    ],
  };
  expect(tokens.claims()).toMatchObject(expected);
  expect(
    await client.fetchUserInfo(configuration, tokens.access_token, 'ACME-10042'),
  ).toMatchObject(expected);
  const refreshed = await client.refreshTokenGrant(configuration, tokens.refresh_token ?? '');
  expect(refreshed.access_token).not.toBe(tokens.access_token);
  await client.tokenRevocation(configuration, tokens.refresh_token ?? '');
  await expect(
    client.refreshTokenGrant(configuration, tokens.refresh_token ?? ''),
  ).rejects.toMatchObject({ error: 'invalid_grant' });
});

test('takes back every sign-in when told to, and gives a new one', async () => {
  const { configuration, origin } = await setUp();
  const { url, checks } = await createRequest(configuration);
  const back = await signInAndAllow(createTestBrowser(origin), url);
  const tokens = await client.authorizationCodeGrant(configuration, back.url, checks);
  expect((await fetch(`${origin}/api/grants`, { method: 'DELETE' })).status).toBe(204);
  await expect(
    client.refreshTokenGrant(configuration, tokens.refresh_token ?? ''),
  ).rejects.toMatchObject({ error: 'invalid_grant' });
  const again = await createRequest(configuration);
  const anew = await signInAndAllow(createTestBrowser(origin), again.url);
  await expect(
    client.authorizationCodeGrant(configuration, anew.url, again.checks),
  ).resolves.toMatchObject({ token_type: 'bearer' });
});

test('takes the client secret in the body as well, and refuses a wrong one', async () => {
  const { configuration, origin, party } = await setUp();
  const { url, checks } = await createRequest(configuration);
  const back = await signInAndAllow(createTestBrowser(origin), url);
  const wrong = await discover(origin, { ...party, clientSecret: 'wrong' });
  await expect(client.authorizationCodeGrant(wrong, back.url, checks)).rejects.toMatchObject({
    error: 'invalid_client',
  });
  const byBody = await discover(origin, party, client.ClientSecretPost(party.clientSecret));
  await expect(client.authorizationCodeGrant(byBody, back.url, checks)).resolves.toMatchObject({
    token_type: 'bearer',
  });
  await expect(client.authorizationCodeGrant(byBody, back.url, checks)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
});

test('comes back with access_denied from Cancel, on both pages', async () => {
  const { configuration, origin } = await setUp();
  const browser = createTestBrowser(origin);
  const first = await createRequest(configuration);
  const login = await browser.open(first.url);
  const fromLogin = await browser.submit(new URL(`${login.url.pathname}/cancel`, origin));
  expect(fromLogin.url.searchParams.get('error')).toBe('access_denied');
  expect(fromLogin.url.searchParams.get('state')).toBe(first.checks.expectedState);

  const second = await browser.open((await createRequest(configuration)).url);
  const consent = await browser.submit(new URL(`${second.url.pathname}/sign-in`, origin), {
    username: 'desert-breeze',
    password: DEMO_PASSWORD,
  });
  const fromConsent = await browser.submit(new URL(`${consent.url.pathname}/cancel`, origin));
  expect(fromConsent.url.searchParams.get('error')).toBe('access_denied');
});

test('a wrong password is said on the page and signs nobody in', async () => {
  const { configuration, origin } = await setUp();
  const browser = createTestBrowser(origin);
  const login = await browser.open((await createRequest(configuration)).url);
  const refused = await browser.submit(new URL(`${login.url.pathname}/sign-in`, origin), {
    username: '"><b>',
    password: 'guess',
  });
  expect(refused.status).toBe(401);
  expect(refused.text).toContain('The username or the password is wrong.');
  expect(refused.text).toContain('&quot;&gt;&lt;b&gt;');
  const early = await browser.submit(new URL(`${login.url.pathname}/consent`, origin));
  expect(early.text).toContain('Sign in to Acme Leads');
});

test('select_account and login ask again and can switch to another account', async () => {
  const { configuration, origin } = await setUp();
  const browser = createTestBrowser(origin);
  const first = await createRequest(configuration);
  const firstTokens = await client.authorizationCodeGrant(
    configuration,
    (await signInAndAllow(browser, first.url)).url,
    first.checks,
  );

  const { url, checks } = await createRequest(configuration, {
    prompt: 'select_account login consent',
  });
  const login = await browser.open(url);
  expect(login.text).toContain('Sign in to Acme Leads');
  // The provider ends the old session by a form that posts itself.
  const handover = await browser.submit(new URL(`${login.url.pathname}/sign-in`, origin), {
    username: 'pipe-masters',
    password: DEMO_PASSWORD,
  });
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(handover.text)?.[1] ?? '';
  const consent = await browser.submit(new URL('/oidc/sign-out/confirm', origin), {
    xsrf,
    logout: 'yes',
  });
  expect(consent.text).toContain('Pipe Masters Plumbing');
  const back = await browser.submit(new URL(`${consent.url.pathname}/consent`, origin));
  const tokens = await client.authorizationCodeGrant(configuration, back.url, checks);
  expect(tokens.claims()?.sub).toBe('ACME-10057');
  // The first account stays connected.
  await expect(
    client.refreshTokenGrant(configuration, firstTokens.refresh_token ?? ''),
  ).resolves.toBeDefined();
});

test.each<{ name: string; extra: Record<string, string>; says: string }>([
  {
    name: 'an unregistered Callback URL',
    extra: { redirect_uri: `${CALLBACK_URL}/` },
    says: 'redirect_uri',
  },
  { name: 'an unknown client', extra: { client_id: 'nobody' }, says: 'client' },
])('refuses $name on a page of its own', async ({ extra, says }) => {
  const { configuration, origin } = await setUp();
  const result = await createTestBrowser(origin).open(
    (await createRequest(configuration, extra)).url,
  );
  expect(result.status).toBe(400);
  expect(result.text).toContain('Sign-in cannot go on');
  expect(result.text).toContain(says);
});

test('refuses a request without PKCE at the Callback URL', async () => {
  const { configuration, origin } = await setUp();
  const { url } = await createRequest(configuration, {
    code_challenge: '',
    code_challenge_method: '',
  });
  const result = await createTestBrowser(origin).open(url);
  expect(result.url.href).toMatch(/^http:\/\/localhost:4600\/.*error=invalid_request/);
});

test('a removed relying party can sign nobody in any more', async () => {
  const { configuration, origin, party, postForm } = await setUp();
  await postForm('/relying-parties/remove', { clientId: party.clientId });
  const result = await createTestBrowser(origin).open((await createRequest(configuration)).url);
  expect(result.text).toContain('Sign-in cannot go on');
});

test('an interaction that is over ends on a page that says so', async () => {
  const { origin } = await setUp();
  const result = await createTestBrowser(origin).open(new URL('/interaction/gone', origin));
  expect(result.status).toBe(400);
  expect(result.text).toContain('Go back to the platform and start again');
});
