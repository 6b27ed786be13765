import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as client from 'openid-client';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { DEMO_PASSWORD } from './accounts.ts';
import { startTestPartner } from './testing/start-test-partner.ts';
import { createTestBrowser } from './testing/test-browser.ts';

const CALLBACK_URL = 'http://localhost:4600/connect/callback/kept';
let path: string;

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'demo-partner-'));
  path = join(folder, 'state', 'demo-partner.json');
  onTestFinished(() => rm(folder, { recursive: true }));
});

const execute = [client.allowInsecureRequests];

test('keys, relying parties, settings and refresh tokens outlive a restart', async () => {
  const before = await startTestPartner({ DEMO_PARTNER_DATA_FILE: path });
  const { body: party } = await before.call('POST', '/api/relying-parties', {
    callbackUrl: CALLBACK_URL,
  });
  await before.call('PUT', '/api/settings', { tokenClientId: 'edited' });
  const keys = await before.call('GET', '/oidc/jwks');
  const configuration = await client.discovery(
    new URL(before.origin),
    party.clientId,
    party.clientSecret,
    undefined,
    { execute },
  );
  const refreshToken = await connect(before.origin, configuration);
  await before.close();

  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const port = new URL(before.origin).port;
  const after = await startTestPartner({ DEMO_PARTNER_DATA_FILE: path, DEMO_PARTNER_PORT: port });
  expect((await after.call('GET', '/oidc/jwks')).body).toEqual(keys.body);
  expect((await after.call('GET', '/api/settings')).body).toMatchObject({
    tokenClientId: 'edited',
    isEdited: true,
  });
  await expect(client.refreshTokenGrant(configuration, refreshToken)).resolves.toMatchObject({
    token_type: 'bearer',
  });
  await after.postForm('/settings/reset', {});
  expect((await after.call('GET', '/api/settings')).body).toMatchObject({
    tokenClientId: 'acme',
    isEdited: false,
  });
});

test('a file that cannot be understood is named, and left as it is', async () => {
  const broken = join(tmpdir(), `broken-${process.pid}.json`);
  await writeFile(broken, '{"settings": 5');
  onTestFinished(() => rm(broken));
  await expect(startTestPartner({ DEMO_PARTNER_DATA_FILE: broken })).rejects.toThrow(broken);
});

async function connect(origin: string, configuration: client.Configuration): Promise<string> {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: CALLBACK_URL,
    scope: 'openid offline_access',
    prompt: 'consent',
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const browser = createTestBrowser(origin);
  const login = await browser.open(url);
  const consent = await browser.submit(new URL(`${login.url.pathname}/sign-in`, origin), {
    username: 'desert-breeze',
    password: DEMO_PASSWORD,
  });
  const back = await browser.submit(new URL(`${consent.url.pathname}/consent`, origin));
  const tokens = await client.authorizationCodeGrant(configuration, back.url, { pkceCodeVerifier });
  return tokens.refresh_token ?? '';
}
