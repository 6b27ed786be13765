import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeStaff } from '#testing/factories.ts';
import { basicHeaders, makeCredential, requestToken } from '#testing/partner-credentials.ts';
import type { MadeCredential } from '#testing/partner-credentials.ts';
import { createTestApp } from '#testing/test-app.ts';
import type { TestApp } from '#testing/test-app.ts';
import { getRefusedRequest } from './get-refused-request.ts';
import { listRefusedRequests } from './list-refused-requests.ts';
import { perMinuteMax } from './minute-shares.ts';

let test: TestApp;
let viewer: Context;

beforeAll(async () => {
  test = await createTestApp();
  viewer = test.system.contextFor(await makeStaff(test.system.db, 'viewer'));
});
afterAll(() => test.close());

const makePartner = (values: Parameters<typeof makeCredential>[1] = {}) =>
  makeCredential(test.system, { kind: 'http_basic', ...values });

const badBooking = {
  idempotencyToken: 'token-1',
  partnerBookingId: 'ACME-77',
  slot: { accountId: 'A-1', profileId: 'P-1', serviceId: 'ac', startSec: 1785171600000 },
  userInformation: {
    givenName: 'PlantedGiven',
    familyName: 'PlantedFamily',
    telephone: '+1 602 555 0137',
    email: 'planted@example.com',
  },
  address: { streetAddress: '4821 Planted Rd', postalCode: '85032' },
  description: 'PlantedDescription at the door',
  extraDetails: { leadCost: 'PlantedValue', 'Planted Key': 'x' },
};

function post(partner: MadeCredential, payload: object | string, secret = partner.secret) {
  return test.app.inject({
    method: 'POST',
    url: '/api/integrations/bookings?name=PlantedQuery',
    headers: { ...basicHeaders(partner.clientId, secret), 'content-type': 'application/json' },
    payload,
  });
}

const list = (integrationId: string, query = {}) =>
  listRefusedRequests(viewer, { integrationId, limit: 25, ...query });

/** The recorder writes once a second; waits until so many are there. */
async function waitForRows(integrationId: string, count: number) {
  await expect
    .poll(async () => (await list(integrationId)).total, { timeout: 10_000, interval: 100 })
    .toBe(count);
  return (await list(integrationId)).items;
}

it('keeps a refused booking with its answer, and nothing of the homeowner', async () => {
  const partner = await makePartner();
  const reply = await post(partner, badBooking);
  expect(reply.statusCode).toBe(422);
  const [row] = await waitForRows(partner.integrationId, 1);
  expect(row).toMatchObject({
    method: 'POST',
    path: '/api/integrations/bookings',
    status: 422,
    code: 'validation_failed',
    partnerBookingId: 'ACME-77',
    requestId: reply.headers['x-request-id'],
    test: false,
    leftOut: 0,
  });
  const whole = await getRefusedRequest(viewer, row?.id ?? '');
  expect(whole).toMatchObject({ clientId: partner.clientId, bodyCut: false });
  expect(whole.errors.map(({ pointer }) => pointer)).toContain('/slot/startSec');
  expect(JSON.parse(whole.body ?? '')).toMatchObject({
    slot: { serviceId: 'ac', startSec: 1785171600000 },
    userInformation: { givenName: '[text]' },
  });
  const stored = await test.system.db
    .selectFrom('refused_request')
    .selectAll()
    .where('integration_id', '=', partner.integrationId)
    .execute();
  expect(JSON.stringify(stored)).not.toMatch(/planted|555|85032|4821/i);
});

it('keeps broken JSON, unknown addresses and wrong media types of a known partner, without a body', async () => {
  const partner = await makePartner();
  await post(partner, '{"description": "Planted');
  const headers = basicHeaders(partner.clientId, partner.secret);
  await test.app.inject({ method: 'GET', url: '/api/integrations/nothing', headers });
  await test.app.inject({
    method: 'POST',
    url: '/api/integrations/bookings',
    headers: { ...headers, 'content-type': 'text/xml' },
    payload: '<Planted/>',
  });
  const rows = await waitForRows(partner.integrationId, 3);
  expect(rows.map(({ code }) => code).toSorted()).toEqual([
    'malformed_json',
    'not_found',
    'unsupported_media_type',
  ]);
  for (const { id } of rows) expect((await getRefusedRequest(viewer, id)).body).toBeNull();
});

it('keeps what a wrong secret, a revoked key and a refused token request were answered', async () => {
  const basic = await makePartner();
  await post(basic, badBooking, 'wrong');
  expect(await waitForRows(basic.integrationId, 1)).toMatchObject([
    { status: 401, code: 'invalid_credentials' },
  ]);
  const key = await makePartner({ kind: 'api_key' });
  await test.system.db
    .updateTable('partner_credential')
    .set({ revoked_at: new Date() })
    .where('id', '=', key.credentialId)
    .execute();
  await test.app.inject({
    method: 'GET',
    url: '/api/integrations/accounts',
    headers: { 'x-api-key': key.secret },
  });
  await waitForRows(key.integrationId, 1);
  const oauth = await makePartner({ kind: 'oauth2_client_credentials' });
  await requestToken(test.app, { ...oauth, secret: 'wrong' });
  expect(await waitForRows(oauth.integrationId, 1)).toMatchObject([
    { path: '/connect/token', status: 401, code: 'invalid_client' },
  ]);
});

it('keeps nothing of callers that name no integration, and nothing of what was answered well', async () => {
  const { db } = test.system;
  const countAll = async () =>
    (await db.selectFrom('refused_request').select('id').execute()).length;
  const before = await countAll();
  await test.app.inject({ method: 'GET', url: '/api/integrations/accounts' });
  await test.app.inject({
    method: 'GET',
    url: '/api/integrations/accounts',
    headers: basicHeaders('made-up', 'secret'),
  });
  const partner = await makePartner();
  const headers = basicHeaders(partner.clientId, partner.secret);
  const good = await test.app.inject({ url: '/api/integrations/accounts', headers });
  expect(good.statusCode).toBe(200);
  // Comes after the others, so that they would be there by then.
  await post(partner, badBooking);
  await waitForRows(partner.integrationId, 1);
  expect(await countAll()).toBe(before + 1);
});

it("keeps a minute's share of one partner and counts the rest on the last one", async () => {
  const partner = await makePartner();
  for (let index = 0; index < perMinuteMax + 3; index += 1) await post(partner, badBooking);
  await waitForRows(partner.integrationId, perMinuteMax);
  await expect
    .poll(async () => (await list(partner.integrationId)).items[0]?.leftOut, { timeout: 10_000 })
    .toBe(3);
});

it('marks what a sandbox credential sent', async () => {
  const partner = await makePartner({ mode: 'sandbox' });
  await post(partner, badBooking);
  expect(await waitForRows(partner.integrationId, 1)).toMatchObject([{ test: true }]);
});

it('finds by status, code, path, booking and request id, a page at a time', async () => {
  const partner = await makePartner();
  const { integrationId } = partner;
  await post(partner, badBooking);
  await post(partner, { ...badBooking, partnerBookingId: 'ACME-78' });
  await post(partner, badBooking, 'wrong');
  const rows = await waitForRows(integrationId, 3);
  const count = async (query: object) => (await list(integrationId, query)).total;
  expect(await count({ status: 422 })).toBe(2);
  expect(await count({ code: 'invalid_credentials' })).toBe(1);
  expect(await count({ path: '/api/integrations/book' })).toBe(3);
  expect(await count({ path: '/api/integrations/%' })).toBe(0);
  expect(await count({ search: 'ACME-78' })).toBe(1);
  expect(await count({ search: rows[0]?.requestId.toUpperCase() })).toBe(1);
  const first = await list(integrationId, { limit: 2 });
  const second = await list(integrationId, { limit: 2, cursor: first.nextCursor });
  expect(second.nextCursor).toBeNull();
  const ids = [...first.items, ...second.items].map(({ id }) => id);
  expect(new Set(ids).size).toBe(3);
  await expectProblem(list(integrationId, { cursor: 'bm9wZQ' }), 'invalid_request');
  await expectProblem(getRefusedRequest(viewer, newId()), 'not_found');
});
