import type { FastifyInstance } from 'fastify';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { JWK, JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPartnerApp, makeCredential, requestToken } from '#testing/partner-credentials.ts';
import type { MadeCredential } from '#testing/partner-credentials.ts';
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

/** A token made by hand, with the real key unless told, right in everything that is not overridden. */
async function sign(
  { credentialId, clientId }: MadeCredential,
  {
    claims = {},
    header = {},
    key,
  }: { claims?: JWTPayload; header?: Record<string, string>; key?: JWK } = {},
): Promise<string> {
  const [ours] = (JSON.parse(system.services.config.TOKEN_SIGNING_KEYS) as { keys: JWK[] }).keys;
  const now = Math.floor(system.clock.now().getTime() / 1000);
  const payload = {
    iss: 'http://localhost:4600',
    aud: 'http://localhost:4600/api/integrations',
    sub: clientId,
    client_id: clientId,
    credential_id: credentialId,
    iat: now,
    exp: now + 3600,
    ...claims,
  };
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: ours?.kid ?? '', ...header })
    .sign(await importJWK(key ?? ours ?? {}, 'ES256'));
}

const fetchToken = async (client: MadeCredential): Promise<string> =>
  (await requestToken(app, client)).json().access_token;
const who = (headers: Record<string, string>) =>
  app.inject({ url: '/api/integrations/who', headers });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const change = (id: string, values: object) =>
  system.db.updateTable('partner_credential').set(values).where('id', '=', id).execute();

describe('an access token', () => {
  it('tells the partner, with the mode of its credential', async () => {
    for (const mode of ['live', 'sandbox'] as const) {
      const made = await makeCredential(system, { mode });
      const reply = await who(bearer(await fetchToken(made)));
      expect(reply.json()).toMatchObject({
        kind: 'partner',
        id: made.credentialId,
        integrationId: made.integrationId,
        mode,
      });
    }
  });

  it('ends with its credential, in the middle of its hour', async () => {
    const revoked = await makeCredential(system);
    const token = await fetchToken(revoked);
    expect((await who(bearer(token))).statusCode).toBe(200);
    await change(revoked.credentialId, { revoked_at: new Date() });
    const refused = await who(bearer(token));
    expect([refused.statusCode, refused.json().code]).toEqual([401, 'invalid_credentials']);
    expect(refused.headers['www-authenticate']).toMatch(
      /^Bearer realm="partner", error="invalid_token"/,
    );

    const expiring = await makeCredential(system);
    const other = await fetchToken(expiring);
    await change(expiring.credentialId, { expires_at: system.clock.now() });
    expect((await who(bearer(other))).json().code).toBe('expired_credentials');
  });

  it('ends with its integration, and is still told while that is inactive', async () => {
    const made = await makeCredential(system);
    const token = await fetchToken(made);
    const set = (values: object) =>
      system.db
        .updateTable('integration')
        .set(values)
        .where('id', '=', made.integrationId)
        .execute();
    await set({ status: 'inactive' });
    expect((await who(bearer(token))).statusCode).toBe(200);
    await set({ deleted_at: new Date() });
    expect((await who(bearer(token))).json().code).toBe('invalid_credentials');
  });

  it('expires after its hour, also when it was verified before', async () => {
    const made = await makeCredential(system);
    const token = await sign(made);
    expect((await who(bearer(token))).statusCode).toBe(200);
    system.clock.advance(3_601_000);
    expect((await who(bearer(token))).json().code).toBe('expired_credentials');
    const past = Math.floor(system.clock.now().getTime() / 1000) - 10;
    const neverSeen = await sign(made, { claims: { iat: past - 3600, exp: past } });
    const reply = await who(bearer(neverSeen));
    expect([reply.statusCode, reply.json().code]).toEqual([401, 'expired_credentials']);
  });

  it('goes on working after the integration switched to another way of signing in', async () => {
    const made = await makeCredential(system);
    await system.db
      .updateTable('integration')
      .set({ partner_authorization_type: 'api_key' })
      .where('id', '=', made.integrationId)
      .execute();
    expect(await fetchToken(made)).toBeTypeOf('string');
    expect((await who(bearer(await sign(made)))).statusCode).toBe(200);
  });

  it('is refused when anything about it is not ours', async () => {
    const made = await makeCredential(system);
    const stranger = await exportJWK(
      (await generateKeyPair('ES256', { extractable: true })).privateKey,
    );
    const good = await sign(made);
    const [head = '', payload = '', signature = ''] = good.split('.');
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString(
      'base64url',
    );
    const cases: Record<string, string> = {
      'another audience': await sign(made, { claims: { aud: 'http://localhost:4600' } }),
      'no audience': await sign(made, { claims: { aud: undefined } }),
      'another issuer': await sign(made, { claims: { iss: 'http://localhost:4601' } }),
      'no expiry': await sign(made, { claims: { exp: undefined } }),
      'no credential': await sign(made, { claims: { credential_id: undefined } }),
      'a credential that is no text': await sign(made, { claims: { credential_id: 1 } }),
      'another type': await sign(made, { header: { typ: 'JWT' } }),
      'another key under our kid': await sign(made, { key: stranger }),
      'an unknown kid': await sign(made, { header: { kid: 'other' } }),
      'alg none': `${unsigned}.${payload}.`,
      'alg none with a signature': `${unsigned}.${payload}.${signature}`,
      'a changed payload': `${head}.${Buffer.from('{}').toString('base64url')}.${signature}`,
      'no JWT at all': 'abc',
      'an API key of staff': 'lim_0123456789abcdef0123456789abcdef',
    };
    for (const [what, token] of Object.entries(cases)) {
      const reply = await who(bearer(token));
      expect([what, reply.statusCode, reply.json().code]).toEqual([
        what,
        401,
        'invalid_credentials',
      ]);
    }
  });
});
