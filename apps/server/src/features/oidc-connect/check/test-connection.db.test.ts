import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionTest } from '@leads/contract/connection-test';
import type { SignedInHeaders } from '#testing/sign-in-as.ts';
import { clientSecret } from '../testing/client.ts';
import { startMisbehavingProvider } from '../testing/misbehaving-provider.ts';
import type { Misbehaviour, MisbehavingProvider } from '../testing/misbehaving-provider.ts';
import { startPartnerProvider } from '../testing/partner-provider.ts';
import type { PartnerProvider } from '../testing/partner-provider.ts';
import { createStaffScene, formOf } from '../testing/staff-scene.ts';
import type { StaffScene } from '../testing/staff-scene.ts';

let scene: StaffScene;
let partner: PartnerProvider;
let provider: MisbehavingProvider;
let headers: SignedInHeaders;

beforeAll(async () => {
  scene = await createStaffScene();
  partner = await startPartnerProvider(scene.redirectUri);
  provider = await startMisbehavingProvider();
  ({ headers } = await scene.signIn('manager'));
});
afterAll(async () => {
  await provider.close();
  await partner.close();
  await scene.close();
});
beforeEach(() => {
  provider.behaviour = {};
});

async function test(urls: object): Promise<ConnectionTest> {
  const reply = await scene.post('test-connection', urls, headers);
  expect([reply.statusCode, reply.body]).toEqual([200, expect.any(String)]);
  expect(reply.body).not.toContain(clientSecret);
  return reply.json();
}

const verdictsOf = ({ checks }: ConnectionTest) =>
  Object.fromEntries(checks.map(({ id, result }) => [id, result]));
const checkOf = ({ checks }: ConnectionTest, wanted: string) =>
  checks.find(({ id }) => id === wanted);

describe('a real provider', () => {
  it('passes every check when the form is right', async () => {
    const outcome = await test(formOf(partner.configurationEndpoint));
    expect(outcome.passed).toBe(true);
    expect(verdictsOf(outcome)).toEqual({
      address: 'passed',
      dns: 'passed',
      tls: 'skipped',
      discovery: 'passed',
      issuer: 'passed',
      endpoints: 'passed',
      code_flow: 'passed',
      pkce: 'passed',
      scopes: 'passed',
      algorithms: 'passed',
      keys: 'passed',
      client: 'passed',
    });
  });

  it.each([
    ['a wrong Client Secret', { clientSecret: 'wrong' }, 'Client Secret is wrong'],
    ['an unknown Client ID', { clientId: 'nobody' }, 'does not know this Client ID'],
  ])('tells of %s and of nothing else', async (_what, values, words) => {
    const outcome = await test(formOf(partner.configurationEndpoint, values));
    expect(outcome.passed).toBe(false);
    expect(outcome.checks.filter(({ result }) => result === 'failed')).toEqual([
      expect.objectContaining({ id: 'client', detail: expect.stringContaining(words) }),
    ]);
  });

  it('warns of a scope that it does not list, and fails without openid', async () => {
    const unlisted = await test(formOf(partner.configurationEndpoint, { scopes: 'openid leads' }));
    expect(checkOf(unlisted, 'scopes')).toMatchObject({
      result: 'warning',
      detail: expect.stringContaining('does not list leads'),
    });
    const without = await test(formOf(partner.configurationEndpoint, { scopes: 'profile' }));
    expect(checkOf(without, 'scopes')?.result).toBe('failed');
  });

  it('is asked without a client where none was entered', async () => {
    const outcome = await test(formOf(partner.configurationEndpoint, { clientSecret: null }));
    expect(checkOf(outcome, 'client')?.result).toBe('skipped');
    expect(checkOf(outcome, 'keys')?.result).toBe('passed');
  });
});

const discoveryAt = (origin: string) => `${origin}/.well-known/openid-configuration`;

describe('an address', () => {
  it.each([
    ['none', null, 'Enter the Configuration Endpoint'],
    ['plain http elsewhere', discoveryAt('http://partner.example'), 'https://'],
    ['a private address', discoveryAt('https://10.0.0.1'), 'private'],
    ['no discovery document', 'https://partner.example/sign-in', 'openid-configuration'],
  ])('that may not be called is refused before anything is sent: %s', async (_what, url, words) => {
    const outcome = await test(formOf(url));
    const [first, ...rest] = outcome.checks;
    expect(first).toMatchObject({ id: 'address', result: 'failed' });
    expect(first?.detail).toContain(words);
    expect(new Set(rest.map(({ result }) => result))).toEqual(new Set(['skipped']));
    expect(outcome.passed).toBe(false);
  });

  it('where nobody listens fails at the connection', async () => {
    const outcome = await test(formOf(discoveryAt('http://127.0.0.1:9')));
    expect(checkOf(outcome, 'tls')?.result).toBe('failed');
    expect(checkOf(outcome, 'discovery')?.result).toBe('skipped');
  });

  it('that does not speak TLS fails at TLS', async () => {
    const outcome = await test(formOf(partner.configurationEndpoint.replace('http:', 'https:')));
    expect(verdictsOf(outcome)).toMatchObject({ dns: 'passed', tls: 'failed', keys: 'skipped' });
  });
});

const without =
  (...names: string[]) =>
  (from: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(from).filter(([key]) => !names.includes(key)));
const withPart = (part: Record<string, unknown>) => (from: Record<string, unknown>) => ({
  ...from,
  ...part,
});

const wrongs: [string, Misbehaviour, string, string, RegExp][] = [
  ['no document', { metadataStatus: 404 }, 'discovery', 'failed', /status 404/],
  ['a page for people', { metadata: () => '<html>' }, 'discovery', 'failed', /not a JSON/],
  ['a list', { metadata: () => '[]' }, 'discovery', 'failed', /not a JSON/],
  ['a redirect', { metadataStatus: 302 }, 'discovery', 'failed', /redirect/i],
  [
    'another issuer',
    { metadata: withPart({ issuer: 'https://other.example' }) },
    'issuer',
    'failed',
    /https:\/\/other\.example/,
  ],
  ['no issuer', { metadata: without('issuer') }, 'issuer', 'failed', /no issuer/],
  [
    'no token endpoint',
    { metadata: without('token_endpoint') },
    'endpoints',
    'failed',
    /token_endpoint: is missing/,
  ],
  [
    'a sign-in at a private address',
    { metadata: withPart({ authorization_endpoint: 'https://192.168.0.1/auth' }) },
    'endpoints',
    'failed',
    /authorization_endpoint/,
  ],
  [
    'no code flow',
    { metadata: withPart({ response_types_supported: ['id_token'] }) },
    'code_flow',
    'failed',
    /only id_token/,
  ],
  [
    'flows that it does not tell',
    { metadata: without('response_types_supported') },
    'code_flow',
    'warning',
    /does not say/,
  ],
  [
    'no S256',
    { metadata: withPart({ code_challenge_methods_supported: ['plain'] }) },
    'pkce',
    'failed',
    /plain/,
  ],
  ['PKCE that it does not tell', {}, 'pkce', 'warning', /does not say/],
  [
    'ID tokens by a shared secret',
    { metadata: withPart({ id_token_signing_alg_values_supported: ['HS256', 'none'] }) },
    'algorithms',
    'failed',
    /HS256, none/,
  ],
  ['keys that cannot be read', { jwksStatus: 503 }, 'keys', 'failed', /status 503/],
  ['keys that are none', { jwks: { keys: 'none' } }, 'keys', 'failed', /not answer a key set/],
  [
    'only keys that verify nothing',
    {
      jwks: {
        keys: [
          { kty: 'oct', k: 'c2VjcmV0' },
          { kty: 'RSA', n: 'x' },
        ],
      },
    },
    'keys',
    'failed',
    /No key/,
  ],
  [
    'tokens for a code it never issued',
    { token: { status: 200, body: { access_token: 'a', token_type: 'Bearer' } } },
    'client',
    'failed',
    /never issued/,
  ],
  [
    'a client that may not use codes',
    { token: { status: 400, body: { error: 'unauthorized_client' } } },
    'client',
    'failed',
    /code flow/,
  ],
  [
    'an answer that proves nothing',
    { token: { status: 400, body: { error: 'invalid_request' } } },
    'client',
    'warning',
    /invalid_request/,
  ],
  ['a token endpoint in trouble', { token: { status: 500, body: '' } }, 'client', 'warning', /500/],
  [
    'a challenge for the client',
    { token: { status: 401, body: {}, challenge: 'Basic realm="x"' } },
    'client',
    'failed',
    /Client Secret is wrong/,
  ],
  [
    'a client that signs itself in otherwise',
    { metadata: withPart({ token_endpoint_auth_methods_supported: ['private_key_jwt'] }) },
    'client',
    'failed',
    /client_secret_basic/,
  ],
];

describe('a provider that does not behave', () => {
  it.each(wrongs)('is told of: %s', async (_what, behaviour, id, result, words) => {
    provider.behaviour = behaviour;
    const outcome = await test(formOf(provider.configurationEndpoint));
    expect(checkOf(outcome, id)).toMatchObject({ result, detail: expect.stringMatching(words) });
  });
});
