import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { clientId, clientSecret } from './testing/client.ts';
import { pathsOf, startMisbehavingProvider } from './testing/misbehaving-provider.ts';
import type { Misbehaviour, MisbehavingProvider } from './testing/misbehaving-provider.ts';
import { makeOidcScene } from './testing/oidc-scene.ts';
import type { OidcScene } from './testing/oidc-scene.ts';
import { signInWhile } from './testing/sign-in-scene.ts';

/**
 * The modules of the OpenID Foundation's relying-party plans `oidcc-client-basic-certification-test-plan` and
 * `oidcc-client-config-certification-test-plan`, by name and in their order. Refresh tokens: refresh-modules.db.test.ts.
 */
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

const without = (name: string) => (claims: JWTPayload) =>
  Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));

const signIn = (behaviour: Misbehaviour, before?: Misbehaviour) =>
  signInWhile({ system, scene, provider }, behaviour, before);

const refusedModules: Record<string, [Misbehaviour, string]> = {
  'oidcc-client-test-invalid-iss': [
    { claims: (claims) => ({ ...claims, iss: `${String(claims.iss)}INVALID` }) },
    'id_token_issuer',
  ],
  'oidcc-client-test-missing-sub': [{ claims: without('sub') }, 'id_token_subject'],
  'oidcc-client-test-invalid-aud': [
    { claims: (claims) => ({ ...claims, aud: 'another-client' }) },
    'id_token_audience',
  ],
  'oidcc-client-test-missing-iat': [{ claims: without('iat') }, 'id_token_times'],
  'oidcc-client-test-kid-absent-multiple-jwks': [
    { signature: 'no_kid', published: 'several_without_kid' },
    'id_token_key',
  ],
  'oidcc-client-test-idtoken-sig-none': [{ signature: 'none' }, 'id_token_algorithm'],
  'oidcc-client-test-invalid-sig-rs256': [{ signature: 'other_key' }, 'id_token_signature'],
  'oidcc-client-test-userinfo-invalid-sub': [
    { userInfo: { sub: 'another', name: 'Acme' } },
    'userinfo_mismatch',
  ],
  'oidcc-client-test-nonce-invalid': [
    { claims: (claims) => ({ ...claims, nonce: 'invalid' }) },
    'id_token_nonce',
  ],
  'oidcc-client-test-discovery-issuer-mismatch': [
    { metadata: (metadata) => ({ ...metadata, issuer: `${String(metadata['issuer'])}INVALID` }) },
    'discovery_issuer_mismatch',
  ],
  'oidcc-client-test-invalid-sig-hs256': [{ signature: 'hs256' }, 'id_token_algorithm'],
  'oidcc-client-test-missing-aud': [{ claims: without('aud') }, 'id_token_audience'],
};

describe('modules that want a refusal: it has a code of its own, and nothing is stored', () => {
  it.each(Object.entries(refusedModules))('%s', async (_name, [behaviour, code]) => {
    const { landing, connection, profiles } = await signIn(behaviour);
    expect(landing).toMatchObject({ status: 303, result: code, connectionId: null });
    expect(connection).toMatchObject({
      state: 'failed',
      failure_code: code,
      account_id: null,
      account_name: '',
      subject: null,
      refresh_token_sealed: null,
    });
    expect(profiles).toEqual([]);
  });

  it('tells every module of the Basic plan apart by its code', () => {
    const codes = Object.entries(refusedModules)
      .filter(([name]) => !/hs256|missing-aud/.test(name))
      .map(([, [, code]]) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

const acceptedModules: Record<string, Misbehaviour> = {
  'oidcc-client-test': {},
  'oidcc-client-test-kid-absent-single-jwks': { signature: 'no_kid', published: 'one_without_kid' },
  'oidcc-client-test-idtoken-sig-rs256': {},
  'oidcc-client-test-discovery-openid-config': {},
  'oidcc-client-test-signing-key-rotation-just-before-signing': { rotatesKeys: true },
  'oidcc-client-test-ignores-unparseable-key-in-jwks': { published: 'with_unusable_keys' },
};

describe('modules that want acceptance', () => {
  it.each(Object.entries(acceptedModules))('%s', async (_name, behaviour) => {
    const { landing, connection, profiles } = await signIn(behaviour);
    expect(landing.result).toBe('connected');
    expect(connection).toMatchObject({ state: 'connected', account_id: provider.sub });
    expect(profiles).toEqual([{ profile_id: provider.sub }]);
  });

  it('oidcc-client-test-scope-userinfo-claims', async () => {
    const userInfo = { sub: '', name: 'Named by UserInfo' };
    const { connection } = await signIn({
      get userInfo() {
        return { ...userInfo, sub: provider.sub };
      },
    });
    expect(connection.account_name).toBe('Named by UserInfo');
    expect(provider.asked.get('scope')?.split(' ')).toContain('openid');
    const asked = provider.requests.filter(({ path }) => path.startsWith('/userinfo'));
    expect(asked).toMatchObject([{ path: '/userinfo', authorization: 'Bearer access' }]);
  });

  it('oidcc-client-test-client-secret-basic', async () => {
    const basic: Misbehaviour = {
      metadata: (metadata) => ({
        ...metadata,
        token_endpoint_auth_methods_supported: ['client_secret_basic'],
      }),
    };
    const { landing } = await signIn(basic, basic);
    expect(landing.result).toBe('connected');
    const token = provider.requests.find(({ path }) => path === '/token');
    const [user = '', password = ''] = Buffer.from(
      (token?.authorization ?? '').replace('Basic ', ''),
      'base64',
    )
      .toString()
      .split(':');
    // RFC 6749 §2.3.1: both are form-encoded before they are joined.
    const decode = (value: string) => decodeURIComponent(value.replaceAll('+', ' '));
    expect([decode(user), decode(password)]).toEqual([clientId, clientSecret]);
    expect(token?.body.has('client_secret')).toBe(false);
  });

  it('oidcc-client-test-client-secret-post', async () => {
    await signIn({});
    const token = provider.requests.find(({ path }) => path === '/token');
    expect(token?.authorization).toBeUndefined();
    expect(token?.body.get('client_secret')).toBe(clientSecret);
  });

  it('oidcc-client-test-discovery-jwks-uri-keys', async () => {
    const elsewhere: Misbehaviour = {
      metadata: (metadata) => ({
        ...metadata,
        jwks_uri: `${String(metadata['issuer'])}/moved-keys`,
      }),
      jwks: { keys: [] },
    };
    expect((await signIn(elsewhere)).landing.result).toBe('connected');
    expect(pathsOf(provider)).toContain('/moved-keys');
  });

  it('oidcc-client-test-signing-key-rotation', async () => {
    expect((await signIn({})).landing.result).toBe('connected');
    provider.keys.rotate();
    expect((await signIn({})).landing.result).toBe('connected');
  });

  it('sends PKCE by S256, a nonce and a state, each new for every sign-in', async () => {
    const seen = [];
    for (const _time of [1, 2]) {
      await signIn({});
      const { asked } = provider;
      expect(asked.get('response_type')).toBe('code');
      expect(asked.get('code_challenge_method')).toBe('S256');
      seen.push(asked.get('state'), asked.get('nonce'), asked.get('code_challenge'));
      const verifier = provider.requests.find(({ path }) => path === '/token')?.body;
      expect(verifier?.get('code_verifier')).toMatch(/^[\w-]{43,}$/);
      expect(verifier?.get('redirect_uri')).toBe(scene.redirectUri);
    }
    expect(new Set(seen).size).toBe(6);
    expect(seen.every((value) => (value?.length ?? 0) >= 43)).toBe(true);
  });
});
