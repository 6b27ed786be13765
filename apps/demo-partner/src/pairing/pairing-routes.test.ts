import { expect, onTestFinished, test, vi } from 'vitest';
import { startFakePlatform } from '../testing/fake-platform.ts';
import { signWebhook } from '../testing/sign-webhook.ts';
import { SIGNING_SECRET, startTestPartner } from '../testing/start-test-partner.ts';

const REQUEST = {
  requestId: 'b7c1f6f0-6f3e-4f0e-9a52-0c1b8a1f2d11',
  timestamp: 1658313884,
  tenant: {
    id: 'tenant-1',
    name: 'Desert Breeze <Air>',
    address: {
      streetAddress: '1 Main St',
      locality: 'Tucson',
      region: 'AZ',
      postalCode: '85701',
      country: 'US',
    },
    telephone: '+15205550100',
    email: 'owner@desert-breeze.example',
  },
};
const ACCOUNTS = '/api/integrations/accounts';

async function setUp(behaviour: Record<string, unknown> = {}) {
  const platform = await startFakePlatform();
  onTestFinished(() => platform.close());
  const partner = await startTestPartner({ PLATFORM_URL: platform.url });
  await partner.call('POST', '/api/behaviour', { pairingDelayMs: 20, ...behaviour });
  const pair = (request: unknown = REQUEST, secrets = [SIGNING_SECRET]) => {
    const body = JSON.stringify(request);
    const headers = signWebhook({ body, id: REQUEST.requestId, secrets });
    return fetch(`${partner.origin}/pairing`, { method: 'POST', headers, body });
  };
  const answers = () => platform.callsTo(ACCOUNTS).map((call) => call.body);
  return { platform, partner, pair, answers };
}

test('answers 202, then PROCESSING, then COMPLETED with an account and profiles', async () => {
  const { platform, pair, answers } = await setUp();
  expect((await pair()).status).toBe(202);
  await vi.waitFor(() => expect(answers()).toHaveLength(2));
  expect(answers()).toEqual([
    { requestId: REQUEST.requestId, status: 'PROCESSING' },
    {
      requestId: REQUEST.requestId,
      status: 'COMPLETED',
      account: {
        id: expect.stringMatching(/^PAIR-[0-9A-F]{10}$/),
        name: REQUEST.tenant.name,
        profiles: [
          { id: expect.stringMatching(/-MAIN$/), name: REQUEST.tenant.name },
          { id: expect.stringMatching(/-LOCAL$/), name: `${REQUEST.tenant.name} - Tucson` },
        ],
      },
    },
  ]);
  // One token serves both answers.
  expect(platform.callsTo('/connect/token')).toMatchObject([
    {
      contentType: expect.stringContaining('application/x-www-form-urlencoded'),
      body: { grant_type: 'client_credentials', client_id: 'acme' },
    },
  ]);
});

test('declines when told to', async () => {
  const { pair, answers } = await setUp({ pairingAnswer: 'decline' });
  await pair();
  await vi.waitFor(() =>
    expect(answers()).toMatchObject([{ status: 'PROCESSING' }, { status: 'DECLINED' }]),
  );
});

test('waits for a person when told to ask, and sends what the person chooses', async () => {
  const { partner, pair, answers } = await setUp({ pairingAnswer: 'ask' });
  await pair();
  const { body } = await partner.call('GET', '/api/pairing-requests');
  expect(body.pairingRequests).toMatchObject([{ status: 'PENDING', answers: [] }]);
  expect(answers()).toEqual([]);
  const path = `/api/pairing-requests/${REQUEST.requestId}/answer`;
  expect(await partner.call('POST', path, { status: 'COMPLETED' })).toMatchObject({
    status: 200,
    body: { status: 200 },
  });
  expect(answers()).toMatchObject([{ status: 'COMPLETED' }]);
  expect(
    (await partner.call('POST', '/api/pairing-requests/none/answer', { status: 'COMPLETED' }))
      .status,
  ).toBe(404);
  expect((await partner.call('POST', path, { status: 'MAYBE' })).status).toBe(422);
});

test('a repeated request is taken and starts nothing anew', async () => {
  const { partner, pair, answers } = await setUp();
  await pair();
  await vi.waitFor(() => expect(answers()).toHaveLength(2));
  expect((await pair()).status).toBe(202);
  const { body } = await partner.call('GET', '/api/pairing-requests');
  expect(body.pairingRequests).toMatchObject([{ status: 'COMPLETED', timesReceived: 2 }]);
  expect(answers()).toHaveLength(2);
});

test('the same tenant gets the same account, another tenant another', async () => {
  const { pair, answers } = await setUp();
  const ids = [];
  for (const [requestId, id] of [
    ['r1', 'tenant-1'],
    ['r2', 'tenant-1'],
    ['r3', 'tenant-2'],
  ]) {
    await pair({ ...REQUEST, requestId, tenant: { ...REQUEST.tenant, id } });
    ids.push(requestId);
  }
  await vi.waitFor(() => expect(answers()).toHaveLength(6));
  const completed = answers() as { requestId: string; account?: { id: string } }[];
  const [first, second, third] = ids.map(
    (id) => completed.find((answer) => answer.requestId === id && answer.account)?.account?.id,
  );
  expect(first).toBe(second);
  expect(third).not.toBe(first);
});

test('answers again when the platform is in trouble', async () => {
  const { platform, pair, answers } = await setUp();
  platform.answerNext({ status: 503, body: {} });
  await pair();
  await vi.waitFor(
    () =>
      expect(answers()).toMatchObject([
        { status: 'PROCESSING' },
        { status: 'PROCESSING' },
        { status: 'COMPLETED' },
      ]),
    5000,
  );
});

test('refuses a wrong signature with the reason, and keeps nothing', async () => {
  const { partner, pair, answers } = await setUp();
  const reply = await pair(REQUEST, ['whsec_AAAAAAAAAAAAAAAAAAAAAAAA']);
  expect(reply.status).toBe(401);
  expect(await reply.json()).toMatchObject({
    code: 'invalid_signature',
    detail: expect.stringContaining('No signature matches'),
  });
  expect((await partner.call('GET', '/api/pairing-requests')).body.pairingRequests).toEqual([]);
  expect(answers()).toEqual([]);
});

test('refuses a signed request that is incomplete, naming every fault', async () => {
  const { pair } = await setUp();
  const reply = await pair({ requestId: '', tenant: { id: 'x' } });
  expect(reply.status).toBe(422);
  const { errors } = (await reply.json()) as { errors: { pointer: string }[] };
  expect(errors.map((error) => error.pointer)).toEqual(['/requestId', '/tenant/name']);
});
