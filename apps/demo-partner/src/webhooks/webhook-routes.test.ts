import { expect, test } from 'vitest';
import { signWebhook } from '../testing/sign-webhook.ts';
import { SIGNING_SECRET, startTestPartner } from '../testing/start-test-partner.ts';
import type { ReceivedWebhook } from './received-webhooks.ts';

const OTHER_SECRET = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const BODY = '{"partnerBookingId":"AC-1","status":"Accepted","emoji":"ö"}';

async function setUp(environment?: Record<string, string>) {
  const partner = await startTestPartner(environment);
  const post = (headers: Record<string, string>, body = BODY, path = '/webhooks/leads/accepted') =>
    fetch(`${partner.origin}${path}`, { method: 'POST', headers, body });
  const list = async (since = 0): Promise<ReceivedWebhook[]> =>
    (await partner.call('GET', `/api/received?since=${since}`)).body.received;
  return { partner, post, list };
}

test('verifies a signed webhook on the bytes that came', async () => {
  const { post, list } = await setUp();
  const reply = await post(signWebhook({ body: BODY, secrets: [SIGNING_SECRET] }));
  expect(reply.status).toBe(204);
  expect(await list()).toMatchObject([
    {
      sequence: 1,
      path: '/webhooks/leads/accepted',
      webhookId: 'msg-1',
      verified: true,
      reason: null,
      duplicate: false,
      body: JSON.parse(BODY),
    },
  ]);
});

test.each([
  {
    name: 'another key',
    headers: signWebhook({ body: BODY, secrets: [OTHER_SECRET] }),
    reason: 'No signature matches',
  },
  {
    name: 'another body',
    headers: signWebhook({ body: '{}', secrets: [SIGNING_SECRET] }),
    reason: 'No signature matches',
  },
  { name: 'no signature', headers: { 'content-type': 'application/json' }, reason: 'Not signed' },
  {
    name: 'an old timestamp',
    headers: signWebhook({
      body: BODY,
      secrets: [SIGNING_SECRET],
      at: new Date(Date.now() - 3_600_000),
    }),
    reason: 'more than 5 minutes old',
  },
])(
  'says why it cannot verify $name, and refuses it only when told to',
  async ({ headers, reason }) => {
    const { partner, post, list } = await setUp();
    expect((await post(headers)).status).toBe(204);
    await partner.call('POST', '/api/behaviour', { refuseUnverified: true });
    expect((await post(headers)).status).toBe(401);
    const received = await list();
    expect(received.map((webhook) => webhook.verified)).toEqual([false, false]);
    expect(received[0]?.reason).toContain(reason);
  },
);

test('takes either signature while keys rotate, and any of several keys', async () => {
  const { post, list } = await setUp({
    DEMO_PARTNER_SIGNING_SECRET: `${OTHER_SECRET},${SIGNING_SECRET}`,
  });
  await post(signWebhook({ body: BODY, id: 'a', secrets: [SIGNING_SECRET] }));
  await post(
    signWebhook({
      body: BODY,
      id: 'b',
      secrets: ['whsec_CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC', OTHER_SECRET],
    }),
  );
  expect((await list()).map((webhook) => webhook.verified)).toEqual([true, true]);
});

test('marks a webhook id that came before, and lists what came since', async () => {
  const { post, list } = await setUp();
  for (const id of ['a', 'b', 'a'])
    await post(signWebhook({ body: BODY, id, secrets: [SIGNING_SECRET] }));
  expect((await list()).map((webhook) => webhook.duplicate)).toEqual([false, false, true]);
  expect((await list(2)).map((webhook) => webhook.sequence)).toEqual([3]);
});

test('fails the next ones as told, then answers as before', async () => {
  const { partner, post, list } = await setUp();
  await partner.call('POST', '/api/behaviour', { failNext: 2, failStatus: 503 });
  const statuses = [];
  for (const id of ['a', 'b', 'c'])
    statuses.push((await post(signWebhook({ body: BODY, id, secrets: [SIGNING_SECRET] }))).status);
  expect(statuses).toEqual([503, 503, 204]);
  expect((await list()).map((webhook) => webhook.answeredStatus)).toEqual([503, 503, 204]);
});

test('changing one part of the behaviour leaves the others alone', async () => {
  const { partner } = await setUp();
  await partner.call('POST', '/api/behaviour', { failNext: 7, pairingAnswer: 'ask' });
  const changed = await partner.call('POST', '/api/behaviour', { delayMs: 5 });
  expect(changed.body).toMatchObject({ failNext: 7, pairingAnswer: 'ask', delayMs: 5 });
  expect((await partner.call('POST', '/api/behaviour', { failStatus: 200 })).status).toBe(422);
});

test('keeps what is no JSON as text, and the last 500', async () => {
  const { partner, post, list } = await setUp();
  await post({ 'content-type': 'text/plain' }, 'plain');
  expect((await list())[0]?.body).toBe('plain');
  await Promise.all(Array.from({ length: 505 }, () => post({}, '{}')));
  const received = await list();
  expect(received).toHaveLength(500);
  expect(received.at(-1)?.sequence).toBe(506);
  await partner.call('DELETE', '/api/received');
  expect(await list()).toEqual([]);
});
