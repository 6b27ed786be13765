import { readFile } from 'node:fs/promises';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { acceptLead, postBooking } from '@leads/contract';
import { commonProblems } from '@leads/contract/problem';
import type { ProblemDetails } from '@leads/contract/problem';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Identity } from '#platform/http/caller.ts';
import { createApp } from '#platform/http/create-app.ts';
import { liveChannel } from '#platform/live/send-hint.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { bookingRoutes, leadRoutes } from './index.ts';
import { bookingBody, countRows, makeLeadScene } from './testing/lead-scene.ts';

let system: TestSystem;
let app: FastifyInstance;
let caller: Identity | undefined;
let partner: ActorOf<'partner'>;

beforeAll(async () => {
  system = await createTestSystem();
  app = await createApp({
    services: system.services,
    db: system.db,
    routes: [bookingRoutes, leadRoutes],
    callers: { identify: async () => caller, identifyPartner: async () => partner },
  });
});
afterAll(async () => {
  await app.close();
  await system.close();
});

async function scene() {
  const made = await makeLeadScene(system);
  const { id, name, sessionId, tenantId, role } = made.office;
  const membership = { tenantId, tenantName: 'Tenant', tenantTimeZone: 'America/Phoenix', role };
  const user = { userId: id, name, email: 'office@example.com', sessionId, staffRole: null };
  caller = { kind: 'user', ...user, memberships: [membership] };
  partner = made.partner;
  return made;
}

const url = postBooking.url;
const send = async (options: InjectOptions) => {
  const response = await app.inject({ method: 'POST', url, ...options });
  return { status: response.statusCode, body: response.json<ProblemDetails>() };
};
const post = (payload: object) => send({ payload });

describe('posting a booking over HTTP', () => {
  it('takes the documented sample with a warning that its time is past', async () => {
    const made = await scene();
    const sample = JSON.parse(
      await readFile(new URL('./testing/booking.json', import.meta.url), 'utf8'),
    ) as Record<string, unknown> & { slot: object };
    const { accountId, profileId } = made;
    const slot = { ...sample.slot, accountId, profileId, serviceId: 'ac' };
    const { status, body } = await post({ ...sample, slot });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      partnerBookingId: 'ACME-BKG-775201',
      status: 'RECEIVED',
      warnings: [
        { pointer: '/slot/startSec', code: 'start_in_past' },
        { pointer: '/extraDetails/membershipTier', code: 'unknown_extra_detail' },
      ],
    });
    expect((await post({ ...sample, slot })).body).toEqual(body);
  });

  it('tells every fault of the body at once, milliseconds in words', async () => {
    const made = await scene();
    const { status, body } = await post({
      ...bookingBody(made, { slot: { startSec: 1_785_171_600_000, serviceId: '' } }),
      partnerBookingId: 'a\0b',
      userInformation: { name: 'Maria' },
      extraDetails: Object.fromEntries(
        Array.from({ length: 101 }, (_one, index) => [`k${index}`, 1]),
      ),
    });
    expect(status).toBe(422);
    expect(body.code).toBe('validation_failed');
    expect(body.errors.map(({ pointer }) => pointer).sort()).toEqual([
      '/extraDetails',
      '/partnerBookingId',
      '/slot/serviceId',
      '/slot/startSec',
      '/userInformation',
    ]);
    const time = body.errors.find(({ pointer }) => pointer === '/slot/startSec');
    expect(time?.message).toContain('milliseconds');
    expect(await countRows(system, made.integrationId)).toEqual({ leads: 0, events: 0 });
  });

  it('refuses two megabytes, other content types and what is no JSON', async () => {
    const made = await scene();
    const big = await post(bookingBody(made, { description: 'x'.repeat(2 * 1024 * 1024) }));
    expect([big.status, big.body.code]).toEqual([413, 'payload_too_large']);
    const text = JSON.stringify(bookingBody(made));
    for (const type of [
      'text/plain',
      'application/xml',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const refused = await send({ payload: text, headers: { 'content-type': type } });
      expect([type, refused.status, refused.body.code]).toEqual([
        type,
        415,
        'unsupported_media_type',
      ]);
    }
    for (const payload of ['', '{', '[1', 'null', '"x"', '[]']) {
      const headers = { 'content-type': 'application/json' };
      const refused = await send({ payload, headers });
      expect([payload, refused.body.code]).toEqual([
        payload,
        payload === '' || payload === '{' || payload === '[1'
          ? 'malformed_json'
          : 'validation_failed',
      ]);
    }
    expect(await countRows(system, made.integrationId)).toEqual({ leads: 0, events: 0 });
  });

  it('stores nothing that pollutes prototypes', async () => {
    const made = await scene();
    const text = JSON.stringify(bookingBody(made)).replace(
      /\}$/,
      ',"extraDetails":{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}}}}',
    );
    const headers = { 'content-type': 'application/json' };
    const { status } = await send({ payload: text, headers });
    expect([200, 400, 422]).toContain(status);
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  it('answers only problems that its endpoint lists', async () => {
    const made = await scene();
    const listed: readonly string[] = [...postBooking.problems, ...commonProblems];
    const twice = bookingBody(made);
    await post(twice);
    for (const body of [
      { ...twice, description: 'Other' },
      { ...twice, idempotencyToken: 'other' },
      bookingBody(made, { slot: { accountId: 'nobody' } }),
      bookingBody(made, { userInformation: null }),
    ]) {
      expect(listed).toContain((await post(body)).body.code);
    }
  });

  it('hints to open inboxes after the commit', async () => {
    const made = await scene();
    const client = new Client({ connectionString: system.database.url });
    await client.connect();
    const hints: unknown[] = [];
    client.on('notification', ({ payload }) => hints.push(JSON.parse(payload ?? '')));
    await client.query(`listen ${liveChannel}`);
    const { body } = await post(bookingBody(made));
    await vi.waitFor(() =>
      expect(hints).toContainEqual({
        topic: 'leads',
        id: (body as unknown as { bookingId: string }).bookingId,
        tenantId: made.tenantId,
        integrationId: made.integrationId,
      }),
    );
    await client.end();
  });
});

describe('working a lead over HTTP', () => {
  it('goes from the inbox to the invoice', async () => {
    const made = await scene();
    await post(bookingBody(made));
    const inbox = `/api/tenant/${made.tenantId}/leads`;
    const listed = (await app.inject({ url: `${inbox}?search=alvarez` })).json<{
      items: { id: string }[];
    }>();
    const lead = `${inbox}/${listed.items[0]?.id}`;
    const headers = { origin: system.services.config.PUBLIC_URL };
    let version = 1;
    const act = async (path: string, payload: object = {}, method: 'POST' | 'PUT' = 'POST') => {
      const reply = await send({
        method,
        url: `${lead}/${path}`,
        headers,
        payload: { version, ...payload },
      });
      expect([path, reply.status, reply.body.detail]).toEqual([path, 200, undefined]);
      ({ version = version } = reply.body as unknown as { version?: number });
      return reply.body;
    };
    await act('open');
    await act('accept');
    const startAt = '2026-12-01T10:00:00-07:00';
    const appointment = { startAt, durationSec: 3600 };
    await act('schedule', { ...appointment, tenantJobTypeId: null, businessUnitId: null });
    await act('reschedule', appointment);
    await act('cancel-appointment');
    const line = { sku: 'DIAG', description: '', quantity: '1', unitPrice: '89.00' };
    await act('estimate', { lines: [line] }, 'PUT');
    await act('notes', { text: 'Called' });
    const invoice = { invoiceNumber: 'A-1', invoicedOn: '2026-12-02', tax: '0.00' };
    expect(await act('invoice', invoice)).toMatchObject({ state: 'invoiced' });
    expect((await app.inject({ url: lead })).json()).toMatchObject({
      state: 'invoiced',
      invoices: [{ total: '89.00' }],
    });
  });

  it('answers the loser of a race 409 with who was first', async () => {
    const made = await scene();
    const { bookingId } = (await post(bookingBody(made))).body as unknown as { bookingId: string };
    const address = acceptLead.url
      .replace(':tenantId', made.tenantId)
      .replace(':leadId', bookingId);
    const headers = { origin: system.services.config.PUBLIC_URL };
    const accept = () => send({ url: address, headers, payload: { version: 1 } });
    expect((await accept()).status).toBe(200);
    const { status, body } = await accept();
    expect(status).toBe(409);
    expect(body).toMatchObject({
      code: 'changed_meanwhile',
      context: { actorName: 'Tenant office', state: 'accepted', act: 'lead.accept' },
    });
  });
});
