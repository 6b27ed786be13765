import { request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { startFakePlatform } from '../testing/fake-platform.ts';
import { startTestPartner } from '../testing/start-test-partner.ts';

const PAGES = ['/', '/bookings', '/pairing-requests', '/relying-parties', '/settings'];

async function setUp(environment: Record<string, string> = {}) {
  const partner = await startTestPartner(environment);
  const read = async (path: string) => (await fetch(`${partner.origin}${path}`)).text();
  return { ...partner, read };
}

test.each(PAGES)('%s allows no inline script, no frame, no foreign content', async (path) => {
  const { origin } = await setUp();
  const reply = await fetch(`${origin}${path}`);
  const policy = reply.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
  const text = await reply.text();
  expect(text).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=/);
});

test('shows what arrived with every character escaped', async () => {
  const { origin, read } = await setUp();
  const body = '{"x":"</code><script>alert(1)</script>"}';
  await fetch(`${origin}/webhooks/leads/%3Cimg%3E?<b>"`, {
    method: 'POST',
    headers: { 'x-note': '<i>"\'' },
    body,
  });
  const text = await read('/received-list');
  expect(text).toContain('&lt;script&gt;alert(1)');
  expect(text).not.toMatch(/<script|<b>|<i>|<img/);
});

test('a form of another site changes nothing', async () => {
  const { postForm, call } = await setUp();
  const foreign = [
    { 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' },
    { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:4600' },
    { 'sec-fetch-site': 'same-origin', origin: 'null' },
  ];
  for (const headers of foreign) {
    expect(
      (await postForm('/behaviour/pairing', { pairingAnswer: 'decline' }, headers)).status,
    ).toBe(403);
  }
  expect((await call('GET', '/api/behaviour')).body.pairingAnswer).toBe('complete');
  expect((await postForm('/behaviour/pairing', { pairingAnswer: 'decline' })).status).toBe(303);
  expect((await call('GET', '/api/behaviour')).body.pairingAnswer).toBe('decline');
});

test('a name that is pointed at this address reads nothing', async () => {
  const { origin } = await setUp();
  const status = await new Promise((resolve, reject) => {
    const sent = request(`${origin}/settings`, { headers: { host: 'rebound.example' } }, (reply) =>
      resolve(reply.statusCode),
    );
    sent.on('error', reject).end();
  });
  expect(status).toBe(421);
});

test('a booking from the form goes out as the API wants it, and again with the same ids', async () => {
  const platform = await startFakePlatform();
  onTestFinished(() => platform.close());
  const { read, postForm } = await setUp({ PLATFORM_URL: platform.url });
  const fields = toFields(await read('/bookings'));
  const sent = await postForm('/bookings', fields);
  expect(sent.text).toContain('RECEIVED');
  const again = sent.text.slice(
    sent.text.indexOf('id="sent"'),
    sent.text.indexOf('Send the same again'),
  );
  await postForm('/bookings', toFields(again));
  const [first, second] = platform.callsTo('/api/integrations/bookings').map((call) => call.body);
  expect(second).toEqual(first);
  expect(first).toMatchObject({
    idempotencyToken: expect.any(String),
    partnerBookingId: expect.stringMatching(/^ACME-BKG-/),
    slot: {
      accountId: 'ACME-10042',
      profileId: 'ACME-10042-PHX',
      serviceId: 'ac-not-cooling',
      startSec: expect.any(Number),
      durationSec: 14_400,
    },
    userInformation: { givenName: 'Maria', telephone: '+16025550137' },
    address: { streetAddress: '4821 E Cactus Rd', postalCode: '85032' },
    extraDetails: { leadCost: '45.00', membershipTier: 'Gold' },
  });
  await postForm('/bookings', { ...fields, start: '', description: '' });
  const last = platform.calls.at(-1)?.body as { slot: object };
  expect(last.slot).toEqual({
    accountId: 'ACME-10042',
    profileId: 'ACME-10042-PHX',
    serviceId: 'ac-not-cooling',
  });
});

test('settings: empty secrets are kept, keys are added or removed, faults are named', async () => {
  const { postForm, call, read } = await setUp();
  const base = { platformUrl: 'http://localhost:4999', tokenClientId: 'new' };
  expect(
    (await postForm('/settings', { ...base, tokenClientSecret: '', signingSecrets: '' })).text,
  ).toContain('Saved.');
  expect((await call('GET', '/api/settings')).body).toMatchObject({
    ...base,
    hasTokenClientSecret: true,
    signingSecretCount: 1,
  });
  await postForm('/settings', {
    ...base,
    signingSecrets: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAA',
    addSigningSecrets: 'yes',
  });
  expect((await call('GET', '/api/settings')).body.signingSecretCount).toBe(2);
  const refused = await postForm('/settings', {
    platformUrl: 'ftp://x',
    tokenClientId: 'typed',
    signingSecrets: 'nonsense',
  });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('platformUrl: must be an address');
  expect(refused.text).toContain('a signing key starts with whsec_');
  expect(refused.text).toContain('value="typed"');
  await postForm('/settings', { ...base, removeSigningSecrets: 'yes' });
  expect((await call('GET', '/api/settings')).body.signingSecretCount).toBe(0);
  expect(await read('/settings')).not.toContain('whsec_AAAA');
});

test('registers a Callback URL and shows the secret once', async () => {
  const { postForm, read } = await setUp();
  const added = await postForm('/relying-parties', {
    callbackUrl: 'http://localhost:4600/callback/x',
  });
  expect(added.status).toBe(201);
  expect(added.text).toContain('Client Secret');
  expect(await read('/relying-parties')).not.toContain('Client Secret');
  expect(await read('/relying-parties')).toContain('http://localhost:4600/callback/x');
  const refused = await postForm('/relying-parties', { callbackUrl: 'not an address' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('value="not an address"');
});

test('open pages hear of what arrives, and let the partner close', async () => {
  const { origin, close } = await setUp();
  const stream = await fetch(`${origin}/events`);
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  await reader?.read();
  await fetch(`${origin}/webhooks/leads/accepted`, { method: 'POST', body: '{}' });
  expect((await reader?.read())?.value).toBe('data: received\n\n');
  await close();
  expect((await reader?.read())?.done).toBe(true);
});

/** The values of a form's fields as a browser would send them unchanged. */
function toFields(text: string): Record<string, string> {
  const inputs = [...text.matchAll(/<input\s[^>]*?name="(\w+)"\s[^>]*?value="([^"]*)"/g)];
  const areas = [...text.matchAll(/<textarea[^>]*?name="(\w+)"[^>]*>\n?([^<]*)<\/textarea>/g)];
  const pairs = [...inputs, ...areas]
    .filter((match) => match[1] !== 'test')
    .map((match) => [match[1], match[2]]);
  return Object.fromEntries(pairs);
}
