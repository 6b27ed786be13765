import type { FastifyInstance } from 'fastify';
import { importJWK, SignJWT } from 'jose';
import type { JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basicHeaders, createPartnerApp, makeCredential } from '#testing/partner-credentials.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';

let system: TestSystem;
let app: FastifyInstance;

beforeAll(async () => {
  system = await createTestSystem();
  app = await createPartnerApp(system);
});
afterAll(async () => {
  await app.close();
  await system.close();
});

const who = (headers: Record<string, string>) =>
  app.inject({ url: '/api/integrations/who', headers });

/** A good token that names a credential which could never have got one. */
async function tokenFor(credentialId: string): Promise<string> {
  const { keys } = JSON.parse(system.services.config.TOKEN_SIGNING_KEYS) as { keys: JWK[] };
  const now = Math.floor(system.clock.now().getTime() / 1000);
  return new SignJWT({ credential_id: credentialId })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: keys[0]?.kid ?? '' })
    .setIssuer('http://localhost:4600')
    .setAudience('http://localhost:4600/api/integrations')
    .setIssuedAt(now)
    .setExpirationTime(now + 3600)
    .sign(await importJWK(keys[0] ?? {}, 'ES256'));
}

describe('an API key', () => {
  it('is sent as x-api-key and tells the partner', async () => {
    const made = await makeCredential(system, { kind: 'api_key' });
    const reply = await who({ 'x-api-key': made.secret });
    expect(reply.json()).toMatchObject({
      id: made.credentialId,
      integrationId: made.integrationId,
      mode: 'live',
    });
    expect((await who({ 'x-api-key': `${made.secret}x` })).json().code).toBe('invalid_credentials');
    await system.db
      .updateTable('partner_credential')
      .set({ revoked_at: new Date() })
      .where('id', '=', made.credentialId)
      .execute();
    expect((await who({ 'x-api-key': made.secret })).json().code).toBe('invalid_credentials');
  });

  it('notes its last use once a minute', async () => {
    const made = await makeCredential(system, { kind: 'api_key' });
    const lastUse = async () =>
      (
        await system.db
          .selectFrom('partner_credential')
          .select('last_used_at')
          .where('id', '=', made.credentialId)
          .executeTakeFirstOrThrow()
      ).last_used_at;
    await who({ 'x-api-key': made.secret });
    const first = await lastUse();
    expect(first).toEqual(system.clock.now());
    system.clock.advance(59_000);
    await who({ 'x-api-key': made.secret });
    expect(await lastUse()).toEqual(first);
    system.clock.advance(2000);
    await who({ 'x-api-key': made.secret });
    expect(await lastUse()).toEqual(system.clock.now());
  });
});

describe('HTTP Basic', () => {
  it('tells the partner by client id and secret', async () => {
    const made = await makeCredential(system, { kind: 'http_basic' });
    expect((await who(basicHeaders(made.clientId, made.secret))).json()).toMatchObject({
      id: made.credentialId,
    });
    const wrong = await who(basicHeaders(made.clientId, 'wrong'));
    expect([wrong.statusCode, wrong.json().code]).toEqual([401, 'invalid_credentials']);
    expect(wrong.headers['www-authenticate']).toBe('Basic realm="partner", charset="UTF-8"');
  });
});

describe('credentials of another kind than the one presented', () => {
  it('are refused', async () => {
    const oauth = await makeCredential(system, { kind: 'oauth2_client_credentials' });
    const key = await makeCredential(system, { kind: 'api_key' });
    const simple = await makeCredential(system, { kind: 'http_basic' });
    const cases = [
      { 'x-api-key': oauth.secret },
      { 'x-api-key': simple.secret },
      basicHeaders(oauth.clientId, oauth.secret),
      basicHeaders(key.clientId, key.secret),
      { authorization: `Bearer ${await tokenFor(key.credentialId)}` },
      { authorization: `Bearer ${await tokenFor(simple.credentialId)}` },
    ];
    for (const headers of cases)
      expect((await who(headers)).json().code).toBe('invalid_credentials');
  });
});

describe('a request without credentials that can be read', () => {
  it.each([
    [{}, 'unauthenticated'],
    [{ 'x-api-key': '' }, 'unauthenticated'],
    [{ authorization: '' }, 'invalid_credentials'],
    [{ authorization: 'Bearer' }, 'invalid_credentials'],
    [{ authorization: 'Bearer a b' }, 'invalid_credentials'],
    [{ authorization: 'Digest abc' }, 'invalid_credentials'],
    [{ authorization: 'Basic !!!' }, 'invalid_credentials'],
    [
      { authorization: `Basic ${Buffer.from('\0id:secret').toString('base64')}` },
      'invalid_credentials',
    ],
    [
      { authorization: `Basic ${Buffer.from('no colon').toString('base64')}` },
      'invalid_credentials',
    ],
  ])('%j is %s', async (headers, code) => {
    const reply = await who(headers as Record<string, string>);
    expect([reply.statusCode, reply.json().code]).toEqual([401, code]);
  });

  it('is refused when it is absurdly long', async () => {
    expect((await who({ authorization: `Bearer ${'x'.repeat(5000)}` })).json().code).toBe(
      'invalid_credentials',
    );
  });

  it('gets a challenge without an error code, as RFC 6750 §3.1 asks', async () => {
    expect((await who({})).headers['www-authenticate']).toBe('Bearer realm="partner"');
  });
});
