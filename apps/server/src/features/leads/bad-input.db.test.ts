import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postBooking } from '@leads/contract/bookings';
import type { BookingReceipt } from '@leads/contract/bookings';
import type { ProblemDetails } from '@leads/contract/problem';
import { basicHeaders, makeCredential } from '#testing/partner-credentials.ts';
import { createTestApp } from '#testing/test-app.ts';
import type { TestApp } from '#testing/test-app.ts';
import { bookingBody, countRows } from './testing/lead-scene.ts';

let test: TestApp;
let integrationId: string;
let authorization: string;

beforeAll(async () => {
  test = await createTestApp();
  const made = await makeCredential(test.system, { kind: 'http_basic' });
  integrationId = made.integrationId;
  ({ authorization } = basicHeaders(made.clientId, made.secret));
});
afterAll(() => test.close());

const account = { accountId: 'test-account', profileId: 'test-profile' };
const good = (values: object = {}) => bookingBody(account, { test: true, ...values });

async function send<Body = ProblemDetails>(options: InjectOptions) {
  const reply = await test.app.inject({
    method: 'POST',
    url: postBooking.url,
    ...options,
    headers: { authorization, 'content-type': 'application/json', ...options.headers },
  });
  return { status: reply.statusCode, headers: reply.headers, body: reply.json<Body>() };
}

const post = <Body = ProblemDetails>(body: unknown) =>
  send<Body>({ payload: typeof body === 'string' ? body : JSON.stringify(body) });

const leadsStored = async () => (await countRows(test.system, integrationId)).leads;

describe('a booking that is refused', () => {
  it.each([
    ['nothing', {}, ['/idempotencyToken', '/partnerBookingId', '/slot', '/address']],
    [
      'values of other kinds',
      good({ slot: [], address: 'x', description: 5, extraDetails: [1], test: 'yes' }),
      ['/address', '/description', '/extraDetails', '/test'],
    ],
    [
      'milliseconds',
      good({ slot: { startSec: 1_785_171_600_000, durationSec: 14_400_000 * 1_000 } }),
      ['/slot/startSec', '/slot/durationSec'],
    ],
    ['times as text', good({ slot: { startSec: '1785171600' } }), ['/slot/startSec']],
    [
      'ids no database keeps',
      good({ partnerBookingId: 'a\0', slot: { serviceId: '\ud800', accountId: '' } }),
      ['/partnerBookingId', '/slot/serviceId', '/slot/accountId'],
    ],
    [
      'values that are too long',
      good({
        partnerBookingId: 'x'.repeat(201),
        userInformation: { telephone: '1'.repeat(101), email: 'x'.repeat(255) },
        extraDetails: { long: 'x'.repeat(2_001) },
      }),
      [
        '/partnerBookingId',
        '/userInformation/telephone',
        '/userInformation/email',
        '/extraDetails/long',
      ],
    ],
    [
      'a detail with parts',
      good({ extraDetails: { 'a/b~c': { d: 1 } } }),
      ['/extraDetails/a~1b~0c'],
    ],
    [
      'a detail with a long name',
      good({ extraDetails: { ['y'.repeat(201)]: 1 } }),
      [`/extraDetails/${'y'.repeat(201)}`],
    ],
    [
      '101 details',
      good({
        extraDetails: Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`k${at}`, 1])),
      }),
      ['/extraDetails'],
    ],
    ['no way to reach anybody', good({ userInformation: { name: 'Maria' } }), ['/userInformation']],
    ['null', null, ['']],
    ['a list', [], ['']],
  ])('for %s names every place and says what to send', async (_name, body, pointers) => {
    const before = await leadsStored();
    const { status, body: problem } = await post(body);
    expect(status).toBe(422);
    expect(problem.code).toBe('validation_failed');
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining(pointers));
    for (const { message } of problem.errors) expect(message).toMatch(/\b(Send|Use)\b/);
    expect(await leadsStored()).toBe(before);
  });

  it('names a hundred faults, and how many more there are', async () => {
    const extraDetails = Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`k${at}`, []]));
    const { body } = await post(good({ extraDetails }));
    expect(body.errors).toHaveLength(101);
    expect(body.errors.at(-1)).toEqual({ pointer: '', message: '50 more values are not valid' });
  });

  it.each([
    ['{"a":1,', 400, 'malformed_json'],
    ["{'a':1}", 400, 'malformed_json'],
    ['', 400, 'malformed_json'],
    [`{"extraDetails":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 422, 'validation_failed'],
    [JSON.stringify(good({ description: 'x'.repeat(1024 * 1024) })), 413, 'payload_too_large'],
  ])('is refused in words when it cannot be read, case %#', async (payload, status, code) => {
    const reply = await post(payload);
    expect(reply.status).toBe(status);
    expect(reply.body).toMatchObject({ code, requestId: reply.headers['x-request-id'] });
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/xml',
    'multipart/form-data',
  ])('is refused as %s', async (type) => {
    const reply = await send({ headers: { 'content-type': type }, payload: 'a=b' });
    expect(reply.status).toBe(415);
    expect(reply.body.detail).toContain('application/json');
  });
});

describe('a booking that is taken', () => {
  const taken = (values: object) => post<BookingReceipt>(good(values));

  it('loses NUL and halves of surrogate pairs in text', async () => {
    const { status, body } = await taken({ description: 'a\0b\ud800c' });
    expect(status).toBe(200);
    const lead = await test.system.db
      .selectFrom('lead')
      .select('description')
      .where('id', '=', body.bookingId)
      .executeTakeFirstOrThrow();
    expect(lead.description).toBe('ab\ufffdc');
  });

  it('is told of a number that lost digits, and not of one that kept them', async () => {
    const { body } = await post<BookingReceipt>(
      JSON.stringify(good()).replace(
        /\}$/,
        ',"extraDetails":{"id":12345678901234567890,"n":9007199254740991}}',
      ),
    );
    const rounded = body.warnings.filter(({ code }) => code === 'number_rounded');
    expect(rounded.map(({ pointer }) => pointer)).toEqual(['/extraDetails/id']);
  });

  it('keeps the last of two equal keys', async () => {
    const text = JSON.stringify(good()).replace(/\}$/, ',"description":"a","description":"b"}');
    const { body } = await post<BookingReceipt>(text);
    const lead = await test.system.db
      .selectFrom('lead')
      .select('description')
      .where('id', '=', body.bookingId)
      .executeTakeFirstOrThrow();
    expect(lead.description).toBe('b');
  });

  it('is not touched by keys that would reach the prototype', async () => {
    const text = JSON.stringify(good()).replace(
      /\}$/,
      ',"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"extraDetails":{"__proto__":"x"}}',
    );
    expect((await post(text)).status).toBe(200);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('may be canceled without a body', async () => {
    const { body } = await taken({});
    const url = `${postBooking.url}/${body.partnerBookingId}/cancel`;
    const reply = await test.app.inject({ method: 'POST', url, headers: { authorization } });
    expect(reply.json()).toMatchObject({ status: 'CANCELED' });
  });
});

describe('an address that names nothing possible', () => {
  it.each([
    ['%00', 404, 'not_found'],
    ['x'.repeat(201), 404, 'not_found'],
    ['%ED%A0%80', 400, 'invalid_request'],
  ])('is refused without asking the database, case %#', async (id, status, code) => {
    const reply = await send({ method: 'GET', url: `${postBooking.url}/${id}` });
    expect(reply.status).toBe(status);
    expect(reply.body.code).toBe(code);
  });

  it('is a problem with an id when it is not encoded', async () => {
    const { status, headers, body } = await send({ method: 'GET', url: `${postBooking.url}/%ff` });
    expect(status).toBe(400);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(headers).toHaveProperty('content-security-policy');
    expect(body).toMatchObject({ code: 'invalid_request', requestId: headers['x-request-id'] });
  });
});
