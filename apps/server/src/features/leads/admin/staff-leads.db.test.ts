import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getStaffLead as getEndpoint, listStaffLeads as listEndpoint } from '@leads/contract';
import type { Context } from '#platform/act/context.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Identity } from '#platform/http/caller.ts';
import { createApp } from '#platform/http/create-app.ts';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeStaff } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { acceptLead } from '../acts/accept-lead.ts';
import { addLeadNote } from '../acts/add-lead-note.ts';
import { declineLead } from '../acts/decline-lead.ts';
import { adminLeadRoutes } from '../index.ts';
import { makeLead, makeLeadScene } from '../testing/lead-scene.ts';
import { getStaffLead } from './get-staff-lead.ts';
import { listStaffLeads } from './list-staff-leads.ts';
import { revealCustomer } from './reveal-customer.ts';

const hourMs = 60 * 60 * 1000;

let system: TestSystem;
let app: FastifyInstance;
let manager: Context<ActorOf<'staff'>>;
let viewer: Context<ActorOf<'staff'>>;
let caller: Identity;
const nobody = () => Promise.reject(new Error('no partner calls here'));

beforeAll(async () => {
  system = await createTestSystem();
  manager = system.contextFor(await makeStaff(system.db, 'manager'));
  viewer = system.contextFor(await makeStaff(system.db, 'viewer'));
  caller = { kind: 'api_key', id: newId(), name: 'Key', role: 'viewer' };
  app = await createApp({
    services: system.services,
    db: system.db,
    routes: [adminLeadRoutes],
    callers: { identify: async () => caller, identifyPartner: nobody },
  });
});
afterAll(async () => {
  await app.close();
  await system.close();
});

const list = (query: Partial<Parameters<typeof listStaffLeads>[1]> = {}) =>
  listStaffLeads(viewer, { limit: 25, ...query });
const count = async (query: Parameters<typeof list>[0]) => (await list(query)).total;

describe('the list of leads', () => {
  it('pages from the newest to the oldest, missing and repeating nothing', async () => {
    const scene = await makeLeadScene(system);
    const { integrationId } = scene;
    const made = [];
    for (let index = 0; index < 5; index += 1) made.push((await makeLead(scene)).leadId);
    // Two of one moment, as a batch makes them.
    await system.db
      .updateTable('lead')
      .set({ received_at: new Date('2026-07-27T10:00:00.123Z') })
      .where('id', 'in', made.slice(1, 3))
      .execute();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ integrationId, limit: 2, ...(cursor && { cursor }) });
      expect(page.total).toBe(5);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen)).toEqual(new Set(made));
    expect(seen).toHaveLength(5);
    expect(new Set(seen.slice(3))).toEqual(new Set(made.slice(1, 3)));
  });

  it('filters by state, integration, tenant and test', async () => {
    const scene = await makeLeadScene(system);
    const { integrationId, tenantId } = scene;
    await acceptLead(scene.officeCtx, await makeLead(scene));
    const tried = await makeLead(scene);
    await system.db
      .updateTable('lead')
      .set({ test: true })
      .where('id', '=', tried.leadId)
      .execute();
    await makeLead(await makeLeadScene(system));
    expect(await count({ integrationId })).toBe(2);
    expect(await count({ tenantId })).toBe(2);
    expect(await count({ tenantId, state: 'accepted' })).toBe(1);
    expect(await count({ tenantId, state: 'invoiced' })).toBe(0);
    expect(await count({ tenantId, test: 'false' })).toBe(1);
    expect((await list({ tenantId, test: 'true' })).items).toMatchObject([{ id: tried.leadId }]);
    expect(await count({ tenantId, integrationId: newId() })).toBe(0);
  });

  it('filters by when a lead came, the first instant included and the last not', async () => {
    const scene = await makeLeadScene(system);
    const { tenantId } = scene;
    const { leadId } = await makeLead(scene);
    const at = new Date(system.clock.now().getTime() - 24 * hourMs);
    const receiveAt = (received: Date) =>
      system.db
        .updateTable('lead')
        .set({ received_at: received })
        .where('id', '=', leadId)
        .execute();
    await receiveAt(at);
    expect(await count({ tenantId, within: '24h' })).toBe(1);
    const instant = at.toISOString();
    expect(await count({ tenantId, receivedFrom: instant })).toBe(1);
    expect(await count({ tenantId, receivedBefore: instant })).toBe(0);
    await receiveAt(new Date(at.getTime() - 1));
    expect(await count({ tenantId, within: '24h' })).toBe(0);
    expect(await count({ tenantId, within: '7d' })).toBe(1);
    expect(await count({ tenantId, receivedFrom: instant })).toBe(0);
    expect(await count({ tenantId, receivedBefore: instant })).toBe(1);
  });

  it('is searched by the whole partnerBookingId and by the lead id, and by nothing of the customer', async () => {
    const scene = await makeLeadScene(system);
    const { leadId, receipt } = await makeLead(scene);
    const found = async (search: string) => (await list({ search })).items.map(({ id }) => id);
    expect(await found(receipt.partnerBookingId)).toEqual([leadId]);
    expect(await found(leadId)).toEqual([leadId]);
    expect(await found(leadId.toUpperCase())).toEqual([leadId]);
    for (const search of ['Maria', 'alvarez', '+16025550137', '%', newId()]) {
      expect(await found(search)).toEqual([]);
    }
  });

  it('refuses cursors that are not its own', async () => {
    for (const cursor of ['x', Buffer.from('["a","b"]').toString('base64url')]) {
      await expectProblem(list({ cursor }), 'invalid_request');
    }
  });
});

const personal = [
  'Maria',
  'Alvarez',
  '5550137',
  'maria.alvarez',
  'Cactus',
  '85032',
  'warm air',
  'secret-detail',
  'gate code',
  'rude words',
];

describe('the mask', () => {
  it('lets nothing personal out of the list or the lead, nor into the audit', async () => {
    const scene = await makeLeadScene(system);
    const { officeCtx } = scene;
    const at = await makeLead(scene, {
      extraDetails: { leadCost: 'secret-detail-1', tier: 'secret-detail-2' },
    });
    await addLeadNote(officeCtx, { ...at, kind: 'note', text: 'The gate code is 42' });
    await declineLead(officeCtx, { ...at, reason: 'OTHER', comment: 'rude words' });
    const replies = [
      await app.inject({ url: `${listEndpoint.url}?tenantId=${scene.tenantId}` }),
      await app.inject({ url: getEndpoint.url.replace(':id', at.leadId) }),
    ];
    for (const reply of replies) {
      expect(reply.statusCode).toBe(200);
      for (const text of personal) expect(reply.body).not.toContain(text);
    }
    expect(replies[1]?.json()).toMatchObject({
      customerName: 'M… A…',
      telephone: '…37',
      locality: 'Phoenix',
      region: 'AZ',
      hasEmail: true,
      hasStreetAddress: true,
      hasDescription: true,
      hasDeclineComment: true,
      declineReason: 'OTHER',
      extraDetails: ['Lead cost'],
      otherDetails: ['tier'],
      partnerJobType: 'Service ac',
      activities: [{ act: 'booking.receive' }, { act: 'lead.add_note' }, { act: 'lead.decline' }],
    });
    await revealCustomer(manager, { leadId: at.leadId, reason: 'tenant_question' });
    const audit = await system.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('subject_id', '=', at.leadId)
      .execute();
    for (const text of personal) expect(JSON.stringify(audit)).not.toContain(text);
  });

  it('tells the translation chain and the messages to the partner', async () => {
    const scene = await makeLeadScene(system);
    const at = await makeLead(scene);
    await acceptLead(scene.officeCtx, at);
    const lead = await getStaffLead(viewer, at.leadId);
    expect(lead).toMatchObject({
      serviceId: 'ac',
      connectionId: scene.connectionId,
      deliveries: [{ path: '/leads/accepted', state: 'waiting' }],
    });
    expect([lead.trade, lead.standardJobType, lead.tenantJobType, lead.businessUnit]).not.toContain(
      null,
    );
  });

  it('answers 404 for a lead that is not there', async () => {
    await expectProblem(getStaffLead(viewer, newId()), 'not_found');
  });
});
