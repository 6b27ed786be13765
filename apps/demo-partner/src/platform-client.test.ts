import { expect, onTestFinished, test } from 'vitest';
import { startFakePlatform } from './testing/fake-platform.ts';
import { startTestPartner } from './testing/start-test-partner.ts';

const BOOKINGS = '/api/integrations/bookings';

async function setUp(environment: Record<string, string> = {}) {
  const platform = await startFakePlatform();
  onTestFinished(() => platform.close());
  const partner = await startTestPartner({ PLATFORM_URL: platform.url, ...environment });
  return { platform, partner };
}

test('sends a booking with a real token and gives back what the platform answered', async () => {
  const { platform, partner } = await setUp();
  platform.answerNext({ status: 422, body: { code: 'unknown_account' } });
  const sent = await partner.call('POST', '/api/bookings', {
    partnerBookingId: 'B-1',
    slot: { accountId: 'A' },
  });
  expect(sent).toMatchObject({
    status: 200,
    body: { status: 422, body: { code: 'unknown_account' } },
  });
  const [call] = platform.callsTo(BOOKINGS);
  expect(call?.authorization).toMatch(/^Bearer .+/);
  expect(call?.body).toMatchObject({
    partnerBookingId: 'B-1',
    idempotencyToken: expect.any(String),
  });
});

test('asks for one token, also for bookings sent at once', async () => {
  const { platform, partner } = await setUp();
  await Promise.all(Array.from({ length: 10 }, () => partner.call('POST', '/api/bookings', {})));
  await partner.call('POST', '/api/bookings', {});
  expect(platform.callsTo('/connect/token')).toHaveLength(1);
  expect(platform.callsTo(BOOKINGS)).toHaveLength(11);
});

test('fetches a new token when the platform no longer takes the old one', async () => {
  const { platform, partner } = await setUp();
  await partner.call('POST', '/api/bookings', {});
  platform.revokeTokens();
  expect((await partner.call('POST', '/api/bookings', {})).body.status).toBe(200);
  expect(platform.callsTo('/connect/token')).toHaveLength(2);
});

test('a credential that is changed on the way is used at once', async () => {
  const { platform, partner } = await setUp({ DEMO_PARTNER_TOKEN_CLIENT_SECRET: 'wrong' });
  const refused = await partner.call('POST', '/api/bookings', {});
  expect(refused).toMatchObject({
    status: 502,
    body: { detail: expect.stringContaining('invalid_client: unknown client') },
  });
  await partner.call('PUT', '/api/settings', { tokenClientSecret: 'right' });
  expect((await partner.call('POST', '/api/bookings', {})).body.status).toBe(200);
  expect(platform.callsTo(BOOKINGS)).toHaveLength(1);
});

test('says what is missing or away', async () => {
  const { platform, partner } = await setUp({ DEMO_PARTNER_TOKEN_CLIENT_ID: '' });
  expect((await partner.call('POST', '/api/bookings', {})).body.detail).toContain(
    'No credential yet',
  );
  await partner.call('PUT', '/api/settings', { tokenClientId: 'acme' });
  await platform.close();
  const away = await partner.call('POST', '/api/bookings', {});
  expect(away).toMatchObject({
    status: 502,
    body: { detail: expect.stringContaining('cannot be reached') },
  });
});

test('never gives a secret back', async () => {
  const { partner } = await setUp();
  const { body } = await partner.call('GET', '/api/settings');
  expect(body).toMatchObject({
    tokenClientId: 'acme',
    hasTokenClientSecret: true,
    signingSecretCount: 1,
  });
  expect(JSON.stringify(body)).not.toMatch(/right|whsec_/);
  expect((await partner.call('PUT', '/api/settings', { signingSecrets: ['whsec_!'] })).status).toBe(
    422,
  );
});
