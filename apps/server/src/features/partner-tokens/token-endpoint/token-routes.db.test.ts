import type { FastifyInstance } from 'fastify';
import {
  createRemoteJWKSet,
  customFetch,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  jwtVerify,
} from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  basicHeaders,
  createPartnerApp,
  makeCredential,
  requestToken,
} from '#testing/partner-credentials.ts';
import type { MadeCredential } from '#testing/partner-credentials.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';

let system: TestSystem;
let app: FastifyInstance;

beforeAll(async () => {
  system = await createTestSystem();
  app = await createPartnerApp(system);
});
afterEach(() => system.db.deleteFrom('attempt_throttle').execute());
afterAll(async () => {
  await app.close();
  await system.close();
});

async function withSystem(
  environment: Record<string, string>,
  use: (other: TestSystem, otherApp: FastifyInstance) => Promise<void>,
): Promise<void> {
  const other = await createTestSystem(environment);
  const otherApp = await createPartnerApp(other);
  await use(other, otherApp);
  await otherApp.close();
  await other.close();
}

function ask(form: Record<string, string>, headers: Record<string, string> = {}) {
  return app.inject({
    method: 'POST',
    url: '/connect/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(form).toString(),
  });
}

const grant = { grant_type: 'client_credentials' };
const inBody = ({ clientId, secret }: Pick<MadeCredential, 'clientId' | 'secret'>) => ({
  ...grant,
  client_id: clientId,
  client_secret: secret,
});
const basic = ({ clientId, secret }: MadeCredential) => basicHeaders(clientId, secret);

describe('the token endpoint', () => {
  it('gives a one-hour token to a client that proves itself in the body or by Basic', async () => {
    const client = await makeCredential(system);
    for (const reply of [await ask(inBody(client)), await ask(grant, basic(client))]) {
      expect(reply.statusCode).toBe(200);
      expect(reply.json()).toEqual({
        access_token: expect.any(String),
        token_type: 'Bearer',
        expires_in: 3600,
      });
      expect(reply.headers['cache-control']).toBe('no-store');
      expect(reply.headers['set-cookie']).toBeUndefined();
      expect(reply.headers['x-request-id']).toBeDefined();
      expect(reply.headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('signs tokens that verify with the published keys and say which credential got them', async () => {
    const client = await makeCredential(system);
    const { access_token: token } = (await ask(inBody(client))).json();
    const metadata = (await app.inject('/.well-known/oauth-authorization-server')).json();
    const keys = createRemoteJWKSet(new URL(metadata.jwks_uri), {
      [customFetch]: async (url) => {
        const reply = await app.inject(new URL(url).pathname);
        return new Response(reply.body, { headers: { 'content-type': 'application/json' } });
      },
    });
    const { payload } = await jwtVerify(token, keys, {
      issuer: metadata.issuer,
      audience: 'http://localhost:4600/api/integrations',
    });
    expect(payload).toMatchObject({
      client_id: client.clientId,
      credential_id: client.credentialId,
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
  });

  it('publishes no private key and only what is served', async () => {
    const keys = (await app.inject('/.well-known/jwks.json')).json();
    expect(Object.keys(keys.keys[0]).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    expect((await app.inject('/.well-known/oauth-authorization-server')).json()).toEqual({
      issuer: 'http://localhost:4600',
      token_endpoint: 'http://localhost:4600/connect/token',
      jwks_uri: 'http://localhost:4600/.well-known/jwks.json',
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    });
    for (const url of [
      '/.well-known/openid-configuration',
      '/auth',
      '/me',
      '/session/end',
      '/reg',
      '/token',
      '/jwks',
    ]) {
      for (const method of ['GET', 'POST'] as const) {
        expect([url, (await app.inject({ method, url, payload: {} })).statusCode]).toEqual([
          url,
          404,
        ]);
      }
    }
  });

  it('refuses as RFC 6749 §5.2 says, as JSON whatever is accepted', async () => {
    const client = await makeCredential(system);
    const other = await makeCredential(system);
    const cases: [Record<string, string>, Record<string, string>, number, string][] = [
      [inBody({ ...client, secret: other.secret }), {}, 401, 'invalid_client'],
      [inBody({ ...client, clientId: 'partner_nobody_00000000' }), {}, 401, 'invalid_client'],
      [grant, basic({ ...client, secret: 'wrong' }), 401, 'invalid_client'],
      [grant, {}, 400, 'invalid_request'],
      [inBody(client), basic(client), 400, 'invalid_request'],
      [{ ...inBody(client), grant_type: 'password' }, {}, 400, 'unsupported_grant_type'],
      [{ ...inBody(client), grant_type: '' }, {}, 400, 'invalid_request'],
      [{ ...inBody(client), resource: 'https://elsewhere.example' }, {}, 400, 'invalid_target'],
    ];
    for (const [form, headers, status, error] of cases) {
      const reply = await ask(form, { accept: 'text/html', ...headers });
      expect([reply.statusCode, reply.json().error]).toEqual([status, error]);
      expect(reply.headers['content-type']).toMatch(/^application\/json/);
    }
    const challenged = await ask(grant, basic({ ...client, secret: 'wrong' }));
    expect(challenged.headers['www-authenticate']).toMatch(/^Basic /);
    const json = await app.inject({
      method: 'POST',
      url: '/connect/token',
      payload: inBody(client),
    });
    expect([json.statusCode, json.json().error]).toEqual([400, 'invalid_request']);
  });

  it('refuses a body without end', async () => {
    const reply = await ask({ ...grant, filler: 'x'.repeat(100_000) });
    expect([reply.statusCode, reply.json().error]).toEqual([400, 'invalid_request']);
  });

  it('knows no revoked, expired or other kind of credential, and none of a deleted integration', async () => {
    const revoked = await makeCredential(system);
    await system.db
      .updateTable('partner_credential')
      .set({ revoked_at: new Date() })
      .where('id', '=', revoked.credentialId)
      .execute();
    const expired = await makeCredential(system);
    await system.db
      .updateTable('partner_credential')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('id', '=', expired.credentialId)
      .execute();
    const otherKind = await makeCredential(system);
    await system.db
      .updateTable('partner_credential')
      .set({ kind: 'http_basic' })
      .where('id', '=', otherKind.credentialId)
      .execute();
    const deleted = await makeCredential(system);
    await system.db
      .updateTable('integration')
      .set({ deleted_at: new Date() })
      .where('id', '=', deleted.integrationId)
      .execute();
    for (const client of [revoked, expired, otherKind, deleted]) {
      expect((await ask(inBody(client))).json().error).toBe('invalid_client');
    }
  });

  it('gives a token of an inactive integration too; what it may do is for the routes to say', async () => {
    const client = await makeCredential(system);
    await system.db
      .updateTable('integration')
      .set({ status: 'inactive' })
      .where('id', '=', client.integrationId)
      .execute();
    expect((await ask(inBody(client))).statusCode).toBe(200);
  });

  it('signs with the first of several keys, EdDSA as well', async () => {
    const make = async (alg: string, kid: string) => {
      const { privateKey } = await generateKeyPair(alg, { extractable: true });
      return { ...(await exportJWK(privateKey)), kid };
    };
    const keys = [await make('EdDSA', 'new'), await make('ES256', 'old')];
    await withSystem({ TOKEN_SIGNING_KEYS: JSON.stringify({ keys }) }, async (other, otherApp) => {
      const reply = await requestToken(otherApp, await makeCredential(other));
      expect(decodeProtectedHeader(reply.json().access_token)).toMatchObject({
        alg: 'EdDSA',
        kid: 'new',
      });
    });
  });

  it('is not there where the partner surface is not served', async () => {
    await withSystem({ SURFACES: 'admin,tenant' }, async (_other, otherApp) => {
      const client = { clientId: 'partner_x', secret: 'x' };
      expect((await requestToken(otherApp, client)).statusCode).toBe(404);
      expect((await otherApp.inject('/.well-known/jwks.json')).statusCode).toBe(404);
    });
  });
});
