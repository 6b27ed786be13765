import { afterAll, beforeAll, expect, test } from 'vitest';
import { countProcesses } from '#platform/live/count-processes.ts';
import { newId } from '#platform/id.ts';
import { makeCredential } from '#testing/partner-credentials.ts';
import { createTestApp } from '#testing/test-app.ts';
import type { TestApp } from '#testing/test-app.ts';

let server: TestApp;
beforeAll(async () => {
  server = await createTestApp({
    PARTNER_CALLS_PER_SECOND: '6',
    ACCOUNT_BOOKINGS_PER_SECOND: '2',
  });
});
afterAll(() => server.close());

async function makePartner() {
  const { secret } = await makeCredential(server.system, { kind: 'api_key' });
  const headers = { 'x-api-key': secret };
  return {
    list: () => server.app.inject({ url: '/api/integrations/accounts', headers }),
    book: (accountId: string) =>
      server.app.inject({
        method: 'POST',
        url: '/api/integrations/bookings',
        headers,
        payload: {
          idempotencyToken: newId(),
          partnerBookingId: newId(),
          slot: { accountId, profileId: 'p', serviceId: 's' },
          address: {},
          userInformation: { email: 'maria@example.com' },
        },
      }),
  };
}

/** All at once: a window begins with the first call of a partner, so a burst is in one. */
async function burst<Reply extends { statusCode: number }>(
  count: number,
  call: () => Promise<Reply>,
): Promise<Reply[]> {
  return Promise.all(Array.from({ length: count }, call));
}

test('a partner gets so many calls in a second and is told what is left; another is not concerned', async () => {
  const [one, other] = [await makePartner(), await makePartner()];
  const replies = await burst(9, one.list);
  expect(replies.map(({ statusCode }) => statusCode).toSorted()).toEqual([
    ...Array.from({ length: 6 }, () => 200),
    429,
    429,
    429,
  ]);
  const [refused] = replies.filter(({ statusCode }) => statusCode === 429);
  expect(refused?.headers).toMatchObject({
    'retry-after': '1',
    'ratelimit-policy': '"partner";q=6;w=1',
    ratelimit: '"partner";r=0;t=1',
  });
  expect(refused?.json()).toMatchObject({ code: 'rate_limited' });
  const free = await other.list();
  expect([free.statusCode, free.headers['ratelimit']]).toEqual([200, '"partner";r=5;t=1']);
});

test('bookings for one account are limited further, those for another account are not', async () => {
  const partner = await makePartner();
  const replies = await burst(3, () => partner.book('busy'));
  expect(replies.map(({ statusCode }) => statusCode).toSorted()).toEqual([422, 422, 429]);
  const limited = replies.find(({ statusCode }) => statusCode === 429);
  expect(limited?.headers['ratelimit-policy']).toBe('"partner";q=6;w=1, "account";q=2;w=1');
  expect(limited?.json().detail).toContain('bookings for this account');
  expect((await partner.book('quiet')).statusCode).toBe(422);
});

test('processes know of each other, and of those that ended', async () => {
  const { db } = server.system;
  const { log } = server.system.services;
  const first = await countProcesses({ db, log });
  expect(first.current()).toBe(1);
  const second = await countProcesses({ db, log });
  expect(second.current()).toBe(2);
  await first.close();
  const third = await countProcesses({ db, log });
  expect(third.current()).toBe(2);
  await second.close();
  await third.close();
});
