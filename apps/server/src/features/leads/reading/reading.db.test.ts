import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LeadRow } from '@leads/contract/leads';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { acceptLead } from '../acts/accept-lead.ts';
import { scheduleLead } from '../acts/schedule-lead.ts';
import { makeLead, makeLeadScene, makeOwnWork } from '../testing/lead-scene.ts';
import type { LeadScene } from '../testing/lead-scene.ts';
import { getLead } from './get-lead.ts';
import { listLeads } from './list-leads.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

const list = ({ officeCtx, tenantId }: LeadScene, query: object = {}) =>
  listLeads(officeCtx, { tenantId, limit: 25, ...query });

describe('the inbox', () => {
  it('pages from the newest to the oldest, missing and repeating nothing', async () => {
    const scene = await makeLeadScene(system);
    const ids: string[] = [];
    for (let count = 0; count < 7; count += 1) ids.unshift((await makeLead(scene)).leadId);
    // Several of one moment, as a batch makes them.
    await system.db
      .updateTable('lead')
      .set({ received_at: new Date('2026-07-27T10:00:00.123Z') })
      .where('id', 'in', ids.slice(2, 6))
      .execute();
    const seen: LeadRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(scene, { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      expect(page).toMatchObject({ total: 7, newCount: 7 });
      seen.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(7);
    const sorted = seen.toSorted((a, b) =>
      `${b.receivedAt} ${b.id}`.localeCompare(`${a.receivedAt} ${a.id}`),
    );
    expect(seen).toEqual(sorted);
  });

  it('filters by state and partner, and counts what is new whatever the filter', async () => {
    const scene = await makeLeadScene(system);
    const at = await makeLead(scene);
    await makeLead(scene);
    await acceptLead(scene.officeCtx, at);
    const accepted = await list(scene, { state: 'accepted' });
    expect(accepted).toMatchObject({ items: [{ id: at.leadId }], total: 1, newCount: 1 });
    const { integrationId } = scene;
    expect((await list(scene, { integrationId })).total).toBe(2);
    expect((await list(scene, { integrationId: newId() })).total).toBe(0);
  });

  it('filters by own job type, by those that have none, and by test', async () => {
    const scene = await makeLeadScene(system);
    const known = await makeLead(scene);
    const unknown = await makeLead(scene, { slot: { serviceId: 'unmapped' } });
    const idsOf = async (query: object) => (await list(scene, query)).items.map(({ id }) => id);
    expect(await idsOf({ jobTypeId: scene.jobTypeId })).toEqual([known.leadId]);
    expect(await idsOf({ jobTypeId: 'none' })).toEqual([unknown.leadId]);
    expect(await idsOf({ jobTypeId: newId() })).toEqual([]);
    await system.db
      .updateTable('lead')
      .set({ test: true })
      .where('id', '=', known.leadId)
      .execute();
    expect(await idsOf({ test: 'true' })).toEqual([known.leadId]);
    expect(await idsOf({ test: 'false' })).toEqual([unknown.leadId]);
  });

  it('filters by when they came, the first instant of a range included, the last not', async () => {
    const scene = await makeLeadScene(system);
    const { leadId } = await makeLead(scene);
    const receivedAt = '2026-07-27T10:00:00.000Z';
    await system.db
      .updateTable('lead')
      .set({ received_at: new Date(receivedAt) })
      .where('id', '=', leadId)
      .execute();
    const countOf = async (query: object) => (await list(scene, query)).total;
    const later = '2026-07-27T10:00:00.001Z';
    expect(await countOf({ receivedFrom: receivedAt })).toBe(1);
    expect(await countOf({ receivedFrom: later })).toBe(0);
    expect(await countOf({ receivedBefore: receivedAt })).toBe(0);
    expect(await countOf({ receivedBefore: later })).toBe(1);
    await makeLead(scene);
    expect(await countOf({ within: '24h' })).toBe(1);
  });

  it('finds by name, telephone, address, booking and detail, taking signs for what they are', async () => {
    const scene = await makeLeadScene(system);
    const { leadId } = await makeLead(scene, {
      userInformation: { name: 'Dev 100%', telephone: '(520) 555-0182' },
      address: { streetAddress: '77 W Congress St', locality: 'Tucson', country: 'US' },
      partnerBookingId: 'ACME_775202',
      extraDetails: { leadCost: '45.00' },
    });
    await makeLead(scene, { userInformation: { email: 'else@example.com' } });
    const queries = [
      'dev',
      'DÉV',
      'v',
      '520-555',
      '15205550182',
      'tucson congress',
      'acme_',
      '45.00',
      '100%',
    ];
    for (const search of queries) {
      expect((await list(scene, { search })).items.map(({ id }) => id)).toEqual([leadId]);
    }
    for (const search of ['nobody', 'dev nobody', '%%', 'acme%7', '\\']) {
      expect((await list(scene, { search })).items).toEqual([]);
    }
  });

  it('holds no lead of another tenant, and refuses cursors that are not its own', async () => {
    const scene = await makeLeadScene(system);
    const other = await makeLeadScene(system);
    await makeLead(other);
    expect(await list(scene)).toMatchObject({ items: [], total: 0, newCount: 0, nextCursor: null });
    const { tenantId } = other;
    await expectProblem(listLeads(scene.officeCtx, { tenantId, limit: 25 }), 'not_found');
    for (const cursor of ['x', Buffer.from('["a","b"]').toString('base64url')]) {
      await expectProblem(list(scene, { cursor }), 'invalid_request');
    }
  });
});

describe('one lead', () => {
  it('is told with the tenant’s words, its details under their names, and its choices, mapped ones first', async () => {
    const scene = await makeLeadScene(system);
    const { tenantId, officeCtx } = scene;
    const more = await makeOwnWork(system.db, { tenantId, standardJobTypeId: null });
    const at = await makeLead(scene, {
      slot: { profileId: 'elsewhere' },
      extraDetails: { tier: 'Gold', leadCost: 45, vip: true },
    });
    const lead = await getLead(officeCtx, at);
    expect(lead).toMatchObject({
      state: 'new',
      currency: 'USD',
      timeZone: 'America/Phoenix',
      customerName: 'Maria Alvarez',
      partnerJobType: 'Service ac',
      profileName: 'elsewhere',
      extraDetails: [{ label: 'Lead cost', value: '45' }],
      warnings: [
        { code: 'unknown_profile' },
        { code: 'unknown_extra_detail' },
        { code: 'unknown_extra_detail' },
      ],
      activities: [{ act: 'booking.receive', text: 'Received the lead' }],
      deliveries: [],
    });
    expect(lead.otherDetails).toHaveLength(2);
    expect(lead.otherDetails).toContainEqual({ label: 'tier', value: 'Gold' });
    expect(lead.jobTypeChoices.map(({ id }) => id)).toEqual([scene.jobTypeId, more.jobTypeId]);
    expect(lead.businessUnitChoices.map(({ id }) => id)).toEqual([
      scene.businessUnitId,
      more.businessUnitId,
    ]);
    expect(lead.acts).toContain('lead.accept');
    expect(lead.acts).not.toContain('lead.reopen');
  });

  it('shows the messages that its acts sent', async () => {
    const scene = await makeLeadScene(system);
    const at = await makeLead(scene);
    const lead = await scheduleLead(scene.officeCtx, {
      ...at,
      startAt: '2026-12-01T10:00:00-07:00',
      durationSec: 3600,
      tenantJobTypeId: null,
      businessUnitId: null,
      jobNumber: '',
    });
    expect(lead.deliveries).toMatchObject([
      { path: '/leads/accepted', state: 'waiting', attempts: 0, lastStatus: null },
      { path: '/leads/appointment_scheduled', state: 'waiting' },
    ]);
  });

  it('of another tenant is as if it were not there', async () => {
    const scene = await makeLeadScene(system);
    const other = await makeLeadScene(system);
    const { leadId } = await makeLead(other);
    const { tenantId, officeCtx } = scene;
    const theirs = await expectProblem(getLead(officeCtx, { tenantId, leadId }), 'not_found');
    const nothing = await expectProblem(
      getLead(officeCtx, { tenantId, leadId: newId() }),
      'not_found',
    );
    expect(theirs.detail).toBe(nothing.detail);
  });

  it('offers what the lead has, even when the tenant does not use it any more', async () => {
    const scene = await makeLeadScene(system);
    const at = await makeLead(scene);
    for (const table of ['tenant_job_type', 'business_unit'] as const) {
      await system.db
        .updateTable(table)
        .set({ active: false })
        .where('tenant_id', '=', scene.tenantId)
        .execute();
    }
    const { jobTypeChoices, businessUnitChoices } = await getLead(scene.officeCtx, at);
    expect(jobTypeChoices.map(({ id }) => id)).toEqual([scene.jobTypeId]);
    expect(businessUnitChoices.map(({ id }) => id)).toEqual([scene.businessUnitId]);
  });
});
