import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSessionApp } from '#testing/session-app.ts';
import { makeStaffWithPassword } from '#testing/sign-in-as.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';

let system: TestSystem;
let app: FastifyInstance;

beforeAll(async () => {
  system = await createTestSystem({ TRUST_PROXY: '127.0.0.1' });
  app = await createSessionApp(system);
});
afterAll(async () => {
  await app.close();
  await system.close();
});

/** Each test has an address of its own, so that the tries of one do not slow down another. */
let lastAddress = 0;
function ownAddress(): { 'x-forwarded-for': string } {
  lastAddress += 1;
  return { 'x-forwarded-for': `198.51.100.${lastAddress}` };
}

function post(url: string, payload: object, headers: Record<string, string> = {}) {
  return app.inject({ method: 'POST', url, payload, headers });
}

describe('throttling', () => {
  it(
    'stops guessing one password from many addresses, and the right one waits too',
    { timeout: 30_000 },
    async () => {
      const { email, password } = await makeStaffWithPassword(system.db);
      for (let attempt = 0; attempt < 10; attempt += 1) {
        const reply = await post(
          '/api/auth/sign-in/email',
          { email, password: `guess ${attempt}` },
          ownAddress(),
        );
        expect(reply.statusCode).toBe(401);
      }
      const refused = await post('/api/auth/sign-in/email', { email, password }, ownAddress());
      expect([refused.statusCode, refused.json().code]).toEqual([429, 'rate_limited']);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800);
      expect(refused.json().detail).toContain('Try again in 15 minutes.');
      system.clock.advance(901_000);
      const later = await post('/api/auth/sign-in/email', { email, password }, ownAddress());
      expect(later.statusCode).toBe(200);
    },
  );

  it('forgets the failures of an account when its user signs in', { timeout: 30_000 }, async () => {
    const { email, password } = await makeStaffWithPassword(system.db);
    for (let round = 0; round < 2; round += 1) {
      for (let attempt = 0; attempt < 6; attempt += 1) {
        await post('/api/auth/sign-in/email', { email, password: 'wrong password' }, ownAddress());
      }
      const reply = await post('/api/auth/sign-in/email', { email, password }, ownAddress());
      expect(reply.statusCode).toBe(200);
    }
  });

  it('stops one address that tries many accounts, whatever address it claims to have', async () => {
    const headers = ownAddress();
    const codes: number[] = [];
    let last;
    for (let attempt = 0; attempt < 31; attempt += 1) {
      last = await post(
        '/api/auth/sign-in/email',
        // No address at all, so that the test need not wait for thirty password hashes.
        { email: `account ${attempt}`, password: 'x' },
        { ...headers, 'x-leads-caller-address': `203.0.113.${attempt}` },
      );
      codes.push(last.statusCode);
    }
    expect(codes.filter((code) => code === 429)).toEqual([429]);
    expect(codes.at(-1)).toBe(429);
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
    expect(last?.json()).toMatchObject({ code: 'rate_limited' });
  });

  it('does not shut out an office whose people sign in one after the other', async () => {
    const headers = ownAddress();
    for (let minute = 0; minute < 4; minute += 1) {
      for (let attempt = 0; attempt < 20; attempt += 1) {
        const reply = await post(
          '/api/auth/sign-in/email',
          { email: `net ${attempt}`, password: 'x' },
          headers,
        );
        expect(reply.statusCode).not.toBe(429);
      }
      system.clock.advance(60_000);
    }
  });

  it('counts the addresses of one IPv6 network together', async () => {
    const codes: number[] = [];
    for (let attempt = 0; attempt < 31; attempt += 1) {
      const headers = { 'x-forwarded-for': `2001:db8:7:7:${attempt}::1` };
      const reply = await post(
        '/api/auth/sign-in/email',
        { email: `net ${attempt}`, password: 'x' },
        headers,
      );
      codes.push(reply.statusCode);
    }
    expect(codes.filter((code) => code === 429)).toEqual([429]);
  });
});
