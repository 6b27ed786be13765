import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOutbound } from '#platform/outbound/safe-agent.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { startMisbehavingProvider } from './testing/misbehaving-provider.ts';
import type { Misbehaviour, MisbehavingProvider } from './testing/misbehaving-provider.ts';
import { makeOidcScene } from './testing/oidc-scene.ts';
import type { OidcScene } from './testing/oidc-scene.ts';
import { signInWhile } from './testing/sign-in-scene.ts';

let system: TestSystem;
let scene: OidcScene;
let provider: MisbehavingProvider;

beforeAll(async () => {
  system = await createTestSystem();
  scene = await makeOidcScene(system);
  provider = await startMisbehavingProvider();
  await scene.saveUrls(provider.configurationEndpoint);
});
afterAll(async () => {
  await provider.close();
  await scene.app.close();
  await system.close();
});

const without =
  (name: string) =>
  (from: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(from).filter(([key]) => key !== name));
const past = Math.floor(Date.now() / 1000) - 3600;

const signIn = (behaviour: Misbehaviour) => signInWhile({ system, scene, provider }, behaviour);

it('connects when nothing is wrong', async () => {
  const { landing, connection } = await signIn({});
  expect(landing.result).toBe('connected');
  expect(connection).toMatchObject({
    state: 'connected',
    account_id: provider.sub,
    account_name: 'Acme',
  });
});

const refused: [string, Misbehaviour, string, RegExp | null][] = [
  ['no nonce', { claims: without('nonce') }, 'id_token_nonce', /nonce/],
  ['no exp', { claims: without('exp') }, 'id_token_times', /exp/],
  ['an expired ID token', { claims: (c) => ({ ...c, exp: past }) }, 'id_token_times', /exp/],
  [
    'an audience besides us',
    { claims: (c) => ({ ...c, aud: [String(c.aud), 'x'] }) },
    'id_token_audience',
    /audience/,
  ],
  [
    'a key id that is not published',
    { signature: 'no_kid', published: 'several_without_kid' },
    'id_token_key',
    /kid/,
  ],
  ['keys that are gone', { jwksStatus: 404 }, 'id_token_key', /404/],
  ['keys that are none', { jwks: { keys: 'x' } }, 'id_token_key', /keys/],
  ['keys that cannot be read', { jwksStatus: 503 }, 'partner_unreachable', /503/],
  [
    'no ID token',
    { token: { status: 200, body: { access_token: 'a', token_type: 'Bearer' } } },
    'id_token_missing',
    /id_token/,
  ],
  [
    'a code it does not know',
    { token: { status: 400, body: { error: 'invalid_grant' } } },
    'token_refused',
    /invalid_grant/,
  ],
  [
    'a client it does not know',
    { token: { status: 400, body: { error: 'invalid_client' } } },
    'client_refused',
    /invalid_client/,
  ],
  [
    'a client it does not know, by a challenge',
    { token: { status: 401, body: { error: 'invalid_client' }, challenge: 'Basic realm="x"' } },
    'client_refused',
    /401/,
  ],
  ['HTML instead of tokens', { token: { status: 200, body: '<html>' } }, 'token_refused', null],
  [
    'a broken token endpoint',
    { token: { status: 502, body: '<html>' } },
    'partner_unreachable',
    /502/,
  ],
  ['no user in UserInfo', { userInfo: { name: 'Acme' } }, 'userinfo_refused', /sub/],
  ['a refused UserInfo request', { userInfoStatus: 403 }, 'userinfo_refused', /403/],
  [
    'profiles that cannot be read',
    { claims: (c) => ({ ...c, profiles: 'x' }) },
    'profiles_invalid',
    null,
  ],
  ['another issuer in the answer', { iss: 'https://x.example' }, 'issuer_mismatch', /iss/],
  ['no issuer in the answer, though promised', { iss: null }, 'issuer_mismatch', /iss/],
  [
    'another issuer in the metadata',
    { metadata: (m) => ({ ...m, issuer: 'https://x.example' }) },
    'discovery_issuer_mismatch',
    null,
  ],
  ['HTML instead of metadata', { metadata: () => '<html>' }, 'discovery_invalid', null],
  [
    'metadata that is too large',
    { metadata: (m) => ({ ...m, x: 'x'.repeat(1_100_000) }) },
    'discovery_invalid',
    /large/,
  ],
  [
    'metadata without a token endpoint',
    { metadata: without('token_endpoint') },
    'discovery_invalid',
    /token_endpoint/,
  ],
  [
    'a token endpoint where we never call',
    { metadata: (m) => ({ ...m, token_endpoint: 'https://10.0.0.1/token' }) },
    'discovery_invalid',
    /token_endpoint/,
  ],
  ['metadata that is gone', { metadataStatus: 404 }, 'discovery_invalid', /404/],
  ['metadata that is down', { metadataStatus: 503 }, 'discovery_unreachable', /503/],
  [
    'no way for our secret',
    { metadata: (m) => ({ ...m, token_endpoint_auth_methods_supported: ['private_key_jwt'] }) },
    'discovery_invalid',
    /client_secret/,
  ],
];

describe('a partner that breaks a rule is refused with its reason, and nothing is connected', () => {
  it.each(refused)('%s', async (_what, behaviour, result, detail) => {
    const { landing, connection } = await signIn(behaviour);
    expect(landing).toMatchObject({ status: 303, result });
    expect(connection).toMatchObject({ state: 'failed', failure_code: result, account_id: null });
    expect(connection.failure_detail ?? '').toMatch(detail ?? /.*/);
  });
});

it('tells of a partner that does not answer within the limit, and connects nothing', async () => {
  const { config, log } = system.services;
  const outbound = createOutbound({
    allowLoopback: config.OUTBOUND_ALLOW_LOOPBACK,
    log,
    fetchTimeoutMs: 300,
  });
  const hasty = await makeOidcScene({ ...system, services: { ...system.services, outbound } });
  await hasty.saveUrls(provider.configurationEndpoint);
  const hangs = (path: string) =>
    signInWhile({ system, scene: hasty, provider }, { hangsAt: [path] });
  const discovery = await hangs('/.well-known/openid-configuration');
  expect(discovery.landing.result).toBe('discovery_unreachable');
  for (const path of ['/token', '/jwks', '/userinfo']) {
    const { landing, connection } = await hangs(path);
    expect(landing.result).toBe('partner_unreachable');
    expect(connection).toMatchObject({ state: 'failed', account_id: null });
  }
  await hasty.app.close();
  await outbound.close();
});

describe('a sign-in that cannot begin', () => {
  const begin = async (behaviour: Misbehaviour) => {
    const browser = await scene.openBrowser();
    provider.behaviour = behaviour;
    const response = await scene.app.inject({
      method: 'POST',
      url: `/api/tenant/${browser.tenantId}/integrations/${scene.integrationId}/authorize`,
      headers: { cookie: browser.cookie, origin: system.services.config.PUBLIC_URL },
      payload: {},
    });
    const count = await system.db
      .selectFrom('connection')
      .select('id')
      .where('tenant_id', '=', browser.tenantId)
      .execute();
    return { status: response.statusCode, code: response.json().code, connections: count.length };
  };

  it.each([
    ['is down', { metadataStatus: 503 }, 'partner_unreachable'],
    ['speaks HTML', { metadata: () => '<html>' }, 'partner_refused'],
    [
      'would run a script in the browser',
      { metadata: (m) => ({ ...m, authorization_endpoint: 'javascript:alert(1)' }) },
      'partner_refused',
    ],
  ] as [string, Misbehaviour, string][])(
    'because the partner %s',
    async (_what, behaviour, code) => {
      expect(await begin(behaviour)).toEqual({ status: 502, code, connections: 0 });
    },
  );

  it('because the set-up is not complete', async () => {
    const bare = await makeOidcScene(system);
    const browser = await bare.openBrowser();
    await expect(bare.begin(browser)).rejects.toThrow(/partner_refused/);
    await bare.app.close();
  });
});
