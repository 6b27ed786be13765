import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from './create-app.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';

let system: TestSystem;
let app: Awaited<ReturnType<typeof createApp>>;

beforeAll(async () => {
  system = await createTestSystem();
  const { services, db } = system;
  app = await createApp({
    services,
    db,
    callers: {
      identify: async () => undefined,
      identifyPartner: () => Promise.reject(new Error('nobody')),
    },
    routes: [
      (scope) => {
        scope.post('/echo', async (request) => request.body);
        scope.get('/nul', () =>
          db.selectFrom('tenant').select('id').where('name', '=', 'a\0b').execute(),
        );
        scope.get('/broken', () => {
          throw new Error('secret words of ours');
        });
        scope.get('/lost', () => {
          throw Object.assign(new Error('lost'), { code: 'ECONNREFUSED', syscall: 'connect' });
        });
      },
    ],
  });
});
afterAll(async () => {
  await app.close();
  await system.close();
});

it.each([
  ['text/plain', 'hello', 415, 'unsupported_media_type'],
  ['application/xml', '<a/>', 415, 'unsupported_media_type'],
  ['application/x-www-form-urlencoded', 'a=1', 415, 'unsupported_media_type'],
  ['application/json', '{', 400, 'malformed_json'],
  ['application/json', '', 400, 'malformed_json'],
  ['application/json', JSON.stringify('x'.repeat(1024 * 1024)), 413, 'payload_too_large'],
])('refuses a body of %s %# in words', async (type, payload, status, code) => {
  const reply = await app.inject({
    method: 'POST',
    url: '/echo',
    headers: { 'content-type': type },
    payload,
  });
  expect(reply.statusCode).toBe(status);
  expect(reply.headers['content-type']).toContain('application/problem+json');
  expect(reply.json()).toMatchObject({ code, status, requestId: reply.headers['x-request-id'] });
});

it('drops keys that would reach the prototype', async () => {
  const reply = await app.inject({
    method: 'POST',
    url: '/echo',
    headers: { 'content-type': 'application/json' },
    payload: '{"a":1,"__proto__":{"b":2},"constructor":{"prototype":{"c":3}}}',
  });
  expect(reply.json()).toEqual({ a: 1 });
});

it('calls text that cannot be stored the caller’s to mend', async () => {
  const reply = await app.inject({ url: '/nul' });
  expect(reply.json()).toMatchObject({ status: 422, code: 'validation_failed' });
});

it('tells nothing of our own faults but a request id', async () => {
  const reply = await app.inject({ url: '/broken' });
  expect(reply.statusCode).toBe(500);
  expect(reply.body).not.toContain('secret words');
  expect(reply.json()).toMatchObject({ code: 'internal' });
});

it('says when to come back while the database is away', async () => {
  const reply = await app.inject({ url: '/lost' });
  expect(reply.statusCode).toBe(503);
  expect(reply.headers['retry-after']).toBe('5');
  expect(reply.json()).toMatchObject({ code: 'unavailable' });
});
