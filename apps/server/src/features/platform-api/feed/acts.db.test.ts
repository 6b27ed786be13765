import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLead, makeLeadScene, makeOwnWork } from '#features/leads/testing/lead-scene.ts';
import type { LeadScene } from '#features/leads/testing/lead-scene.ts';
import type { ReadDb } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { makePlatformCaller } from '#features/platform-api/testing/platform-caller.ts';
import type { PlatformCaller } from '#features/platform-api/testing/platform-caller.ts';
import { createTestApp } from '#testing/test-app.ts';
import type { TestApp } from '#testing/test-app.ts';
import { readFeed } from './read-platform-leads.ts';

let test: TestApp;
let core: PlatformCaller;
let scene: LeadScene;

beforeAll(async () => {
  test = await createTestApp();
  core = await makePlatformCaller(test);
  scene = await makeLeadScene(test.system);
});
afterAll(() => test.close());

const appointment = { startAt: '2026-12-01T10:00:00-07:00', durationSec: 3600 };
const invoice = () => ({
  invoiceNumber: newId(),
  invoicedOn: '2026-12-02',
  subTotal: '100.00',
  tax: '7.1',
  total: '107.5',
  items: [
    {
      sku: 'DIAG',
      description: 'Diagnostic',
      quantity: '1',
      unitPrice: '100.005',
      totalPrice: '100.00',
    },
  ],
});

interface Reply {
  result: 'done' | 'unchanged';
  lead: { state: string; version: number; appointment: object | null; invoices: object[] };
  code: string;
  errors: { pointer: string }[];
}
const act = (leadId: string, verb: string, body: object = {}) =>
  core.call<Reply>('POST', `/leads/${leadId}/${verb}`, body);

async function tracesOf(leadId: string) {
  const { db } = test.system;
  const audit = await db
    .selectFrom('audit_entry')
    .select(['action', 'actor_kind', 'actor_name'])
    .where('subject_id', '=', leadId)
    .orderBy('id')
    .execute();
  const sent = await db
    .selectFrom('delivery')
    .select(['path', 'body'])
    .where('lead_id', '=', leadId)
    .orderBy('id')
    .execute();
  const timeline = await db
    .selectFrom('lead_activity')
    .select(['act', 'actor_name'])
    .where('lead_id', '=', leadId)
    .orderBy('id')
    .execute();
  return { audit, sent, timeline };
}

const acts: [
  verb: string,
  before: [string, object][],
  body: () => object,
  state: string,
  path: string,
][] = [
  ['accept', [], () => ({}), 'accepted', '/leads/accepted'],
  ['decline', [], () => ({ reason: 'OTHER', comment: 'Too far' }), 'declined', '/leads/declined'],
  ['schedule', [['accept', {}]], () => appointment, 'scheduled', '/leads/appointment_scheduled'],
  [
    'reschedule',
    [['schedule', appointment]],
    () => ({ ...appointment, startAt: '2026-12-02T10:00:00Z' }),
    'scheduled',
    '/leads/appointment_rescheduled',
  ],
  [
    'cancel-appointment',
    [['schedule', appointment]],
    () => ({}),
    'accepted',
    '/leads/appointment_canceled',
  ],
  ['invoice', [['accept', {}]], invoice, 'invoiced', '/leads/invoiced'],
  [
    'customer-cancel',
    [['schedule', appointment]],
    () => ({}),
    'canceled',
    '/leads/appointment_canceled',
  ],
];

describe.each(acts)('%s', (verb, before, makeBody, state, path) => {
  it('moves the lead and tells the partner; the same again is unchanged and leaves no trace', async () => {
    const { leadId } = await makeLead(scene);
    for (const [first, body] of before) await act(leadId, first, body);
    const body = makeBody();
    const done = await act(leadId, verb, body);
    expect([done.status, done.body.result, done.body.lead.state]).toEqual([200, 'done', state]);
    const traces = await tracesOf(leadId);
    expect(traces.sent.at(-1)?.path).toBe(path);
    expect(traces.audit.at(-1)).toMatchObject({ actor_kind: 'platform', actor_name: 'Core' });
    expect(traces.timeline.at(-1)).toMatchObject({ actor_name: 'Core' });
    const again = await act(leadId, verb, body);
    expect([again.status, again.body.result]).toEqual([200, 'unchanged']);
    expect(again.body.lead).toEqual(done.body.lead);
    expect(await tracesOf(leadId)).toEqual(traces);
  });

  it('is refused for a lead that is not there', async () => {
    const { status, body } = await act(newId(), verb, makeBody());
    expect([status, body.code]).toEqual([404, 'not_found']);
  });

  it('is done once when it is asked for twice at the same time', async () => {
    const { leadId } = await makeLead(scene);
    for (const [first, body] of before) await act(leadId, first, body);
    const body = makeBody();
    const replies = await Promise.all([act(leadId, verb, body), act(leadId, verb, body)]);
    expect(replies.map((reply) => reply.body.result).sort()).toEqual(['done', 'unchanged']);
  });
});

it('is refused in a state that the table does not list, and with another’s version', async () => {
  const { leadId } = await makeLead(scene);
  const wrong = await act(leadId, 'reschedule', appointment);
  expect([wrong.status, wrong.body.code]).toEqual([409, 'lead_state']);
  await act(leadId, 'schedule', appointment);
  const stale = await act(leadId, 'customer-cancel', { version: 1 });
  expect([stale.status, stale.body.code]).toEqual([409, 'changed_meanwhile']);
});

it('keeps and sends the totals of an invoice exactly as they came, added up or not', async () => {
  const { leadId } = await makeLead(scene);
  await act(leadId, 'accept');
  const sent = invoice();
  const { body } = await act(leadId, 'invoice', sent);
  expect(body.lead.invoices).toMatchObject([
    { subTotal: '100.00', tax: '7.10', total: '107.50', currency: 'USD', items: sent.items },
  ]);
  const message = (await tracesOf(leadId)).sent.at(-1);
  const { items, subTotal, tax, total, invoiceNumber } = sent;
  expect(JSON.parse(message?.body ?? '')).toMatchObject({
    eventData: { items, subTotal, tax, total, invoiceNumber },
  });
  const other = await makeLead(scene);
  await act(other.leadId, 'accept');
  const taken = await act(other.leadId, 'invoice', sent);
  expect([taken.status, taken.body.code]).toEqual([409, 'name_taken']);
});

it('gives each lead of a page its own invoices, read by one statement', async () => {
  const [one, other, none] = [await makeLead(scene), await makeLead(scene), await makeLead(scene)];
  const sent = new Map<string, string[]>();
  for (const { leadId } of [one, other]) {
    const body = invoice();
    await act(leadId, 'accept');
    await act(leadId, 'invoice', body);
    sent.set(leadId, [body.invoiceNumber]);
  }
  sent.set(none.leadId, []);
  const { db } = test.system;
  const { position } = await db
    .selectFrom('lead')
    .select(({ fn }) => fn.min<number>('feed_position').as('position'))
    .where('id', 'in', [...sent.keys()])
    .executeTakeFirstOrThrow();
  let statements = 0;
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const page = { after: position - 1, until: position + 1000, limit: 3 };
  const feed = await readFeed(db.withPlugin(counting) as unknown as ReadDb, page);
  expect(
    feed.map(({ lead }) => [lead.id, lead.invoices.map(({ invoiceNumber }) => invoiceNumber)]),
  ).toEqual([...sent]);
  expect(statements).toBe(2);
});

describe('scheduling', () => {
  it('names job type and business unit by the core’s ids', async () => {
    const { tenantId, businessUnitId } = scene;
    const own = await makeOwnWork(test.system.db, { tenantId, standardJobTypeId: null });
    const { leadId } = await makeLead(scene);
    const { body } = await act(leadId, 'schedule', {
      ...appointment,
      jobTypeExternalId: own.jobTypeId,
    });
    expect(body.lead).toMatchObject({ jobTypeExternalId: own.jobTypeId });
    const row = await test.system.db
      .selectFrom('lead')
      .select(['tenant_job_type_id', 'business_unit_id'])
      .where('id', '=', leadId)
      .executeTakeFirst();
    expect(row).toEqual({ tenant_job_type_id: own.jobTypeId, business_unit_id: businessUnitId });
  });

  it('refuses ids of another tenant by the names that the core sent', async () => {
    const theirs = await makeLeadScene(test.system);
    const { leadId } = await makeLead(scene);
    for (const [field, value] of [
      ['jobTypeExternalId', theirs.jobTypeId],
      ['businessUnitExternalId', theirs.jobTypeId],
    ] as const) {
      const { status, body } = await act(leadId, 'schedule', { ...appointment, [field]: value });
      expect([status, body.errors.map(({ pointer }) => pointer)]).toEqual([422, [`/${field}`]]);
    }
    const unmapped = await makeLead(scene, { slot: { serviceId: 'unmapped' } });
    const { body } = await act(unmapped.leadId, 'schedule', appointment);
    expect(body.errors.map(({ pointer }) => pointer).sort()).toEqual([
      '/businessUnitExternalId',
      '/jobTypeExternalId',
    ]);
  });
});
