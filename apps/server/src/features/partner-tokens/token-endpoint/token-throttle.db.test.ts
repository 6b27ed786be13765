import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPartnerApp, makeCredential, requestToken } from '#testing/partner-credentials.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';

let system: TestSystem;
let app: FastifyInstance;

beforeAll(async () => {
  system = await createTestSystem({ TRUST_PROXY: '127.0.0.1' });
  app = await createPartnerApp(system);
});
afterAll(async () => {
  await app.close();
  await system.close();
});

describe('guessing secrets', () => {
  it('is stopped per client and address, without locking the partner out elsewhere', async () => {
    const client = await makeCredential(system);
    const attacker = { 'x-forwarded-for': '198.51.100.7' };
    for (let attempt = 0; attempt < 20; attempt += 1) {
      expect(
        (await requestToken(app, { ...client, secret: `guess-${attempt}` }, attacker)).statusCode,
      ).toBe(401);
    }
    const stopped = await requestToken(app, client, attacker);
    expect([stopped.statusCode, stopped.json().error]).toEqual([429, 'temporarily_unavailable']);
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
    expect(
      (await requestToken(app, client, { 'x-forwarded-for': '198.51.100.8' })).statusCode,
    ).toBe(200);
    system.clock.advance(61_000);
    expect((await requestToken(app, client, attacker)).statusCode).toBe(200);
  });

  it('is stopped per address, whatever client ids it tries', async () => {
    const client = await makeCredential(system);
    const attacker = { 'x-forwarded-for': '198.51.100.9' };
    for (let attempt = 0; attempt < 100; attempt += 1) {
      await requestToken(app, { clientId: `partner_x_${attempt}`, secret: 'x' }, attacker);
    }
    expect((await requestToken(app, client, attacker)).statusCode).toBe(429);
  });

  it('does not count successes', async () => {
    const client = await makeCredential(system);
    for (let attempt = 0; attempt < 30; attempt += 1) {
      expect((await requestToken(app, client)).statusCode).toBe(200);
    }
  });
});
