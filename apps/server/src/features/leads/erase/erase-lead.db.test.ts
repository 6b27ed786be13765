import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeStaff, makeTenantUser } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { recordAttempts } from '#features/webhooks/complete/record-attempts.ts';
import type { JudgedAttempt } from '#features/webhooks/complete/complete-jobs.ts';
import { acceptLead } from '../acts/accept-lead.ts';
import { addLeadNote } from '../acts/add-lead-note.ts';
import { declineLead } from '../acts/decline-lead.ts';
import { cancelBooking } from '../partner/cancel-booking.ts';
import { changeBooking } from '../partner/change-booking.ts';
import { getLead } from '../reading/get-lead.ts';
import { listLeads } from '../reading/list-leads.ts';
import { ingestLead, makeLead, makeLeadScene } from '../testing/lead-scene.ts';
import type { LeadScene } from '../testing/lead-scene.ts';
import { dumpAll, makeMarkedLead, markers } from '../testing/marked-lead.ts';
import { eraseLead, eraseStaffLead } from './erase-lead.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

async function ownerOf({ tenantId }: LeadScene) {
  return system.contextFor(await makeTenantUser(system.db, { tenantId, role: 'owner' }));
}

describe('erasing the personal data of a lead', () => {
  it('leaves nothing of it in any table, and everything that is not personal', async () => {
    const scene = await makeLeadScene(system);
    const { at } = await makeMarkedLead(system, scene);
    const before = await dumpAll(system);
    for (const marker of markers) expect(before).toContain(marker);
    const lead = await eraseLead(await ownerOf(scene), at);
    const after = await dumpAll(system);
    expect(markers.filter((marker) => after.includes(marker))).toEqual([]);
    expect(lead).toMatchObject({
      state: 'invoiced',
      erased: true,
      erasedByName: 'Tenant owner',
      customerName: '',
      extraDetails: [],
      otherDetails: [],
      warnings: [],
      invoices: [{ total: '20.00', items: [{ sku: 'A', description: '', totalPrice: '20.00' }] }],
      acts: [],
    });
    expect(lead.activities.map(({ act }) => act)).toContain('lead.decline');
    expect(lead.activities.at(-1)).toMatchObject({ text: 'Erased the personal data' });
    const row = await system.db
      .selectFrom('lead')
      .select(['body_hash', 'search_text'])
      .where('id', '=', at.leadId)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ body_hash: null, search_text: '' });
    expect(await listLeads(scene.officeCtx, { ...at, limit: 25, search: 'zebulon' })).toMatchObject(
      { items: [] },
    );
  });

  it('is audited, and says who did what before without what they said', async () => {
    const scene = await makeLeadScene(system);
    const { at } = await makeMarkedLead(system, scene);
    await eraseLead(await ownerOf(scene), at);
    await eraseLead(await ownerOf(scene), at);
    const audit = await system.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('subject_id', '=', at.leadId)
      .orderBy('id')
      .execute();
    expect(audit.map(({ action }) => action).filter((one) => one === 'lead.erase')).toHaveLength(1);
    expect(audit.at(-1)).toMatchObject({ action: 'lead.erase', after: { erased: true } });
    for (const { before, after } of audit.slice(0, -1)) {
      expect({ before, after }).toEqual({ before: null, after: null });
    }
  });

  it('keeps the messages: the same ids, times and amounts go to the partner, without the texts', async () => {
    const scene = await makeLeadScene(system);
    const { at } = await makeMarkedLead(system, scene);
    const bodies = async () => {
      const rows = await system.db
        .selectFrom('delivery')
        .select(['id', 'body', 'state'])
        .where('lead_id', '=', at.leadId)
        .orderBy('id')
        .execute();
      return rows.map(({ body, ...row }) => ({ ...row, body: JSON.parse(body) as object }));
    };
    const before = await bodies();
    await eraseLead(await ownerOf(scene), at);
    const text = JSON.stringify(before)
      .replace(',"comment":"Saola"', '')
      .replaceAll('"Fossa"', '""');
    expect(await bodies()).toEqual(JSON.parse(text));
  });

  it('keeps no reply of a partner that comes later', async () => {
    const scene = await makeLeadScene(system);
    const { at } = await makeMarkedLead(system, scene);
    await eraseLead(await ownerOf(scene), at);
    const { id } = await system.db
      .selectFrom('delivery')
      .select('id')
      .where('lead_id', '=', at.leadId)
      .executeTakeFirstOrThrow();
    const attempt = { delivery: { id, path: '/leads/accepted' }, number: 2, startedAtMs: 1 };
    const answered = { durationMs: 1, status: 200, error: null, replyStart: 'Hello Zebulon' };
    const judged = {
      attempt: { ...attempt, ...answered, succeeded: true },
      verdict: { state: 'succeeded' },
    } as unknown as JudgedAttempt;
    await system.db.transaction().execute((tx) => recordAttempts(tx, [judged]));
    const attempts = await system.db
      .selectFrom('delivery_attempt')
      .select(['number', 'status', 'reply_start'])
      .where('delivery_id', '=', id)
      .orderBy('number')
      .execute();
    expect(attempts).toEqual([
      { number: 1, status: 500, reply_start: null },
      { number: 2, status: 200, reply_start: null },
    ]);
  });

  it('refuses what somebody types about the customer meanwhile, and can still be ended', async () => {
    const scene = await makeLeadScene(system);
    const at = await makeLead(scene);
    const erased = await eraseLead(await ownerOf(scene), at);
    const comment = 'Maria moved away';
    await expectProblem(
      declineLead(scene.officeCtx, { ...at, reason: 'OTHER', comment }),
      'changed_meanwhile',
    );
    const now = { ...at, version: erased.version };
    await expectProblem(acceptLead(scene.officeCtx, now), 'lead_state');
    await expectProblem(
      addLeadNote(scene.officeCtx, { ...at, kind: 'note', text: comment }),
      'lead_state',
    );
    const { partnerBookingId } = erased;
    await expectProblem(
      changeBooking(scene.partnerCtx, { partnerBookingId, description: comment }),
      'lead_state',
    );
    const declined = await declineLead(scene.officeCtx, { ...now, reason: 'OTHER', comment });
    expect(declined).toMatchObject({ state: 'declined', declineComment: null });
    const other = await makeLead(scene);
    const { partnerBookingId: otherId } = await eraseLead(await ownerOf(scene), other);
    await cancelBooking(scene.partnerCtx, { partnerBookingId: otherId, reason: comment });
    expect(await dumpAll(system)).not.toContain(comment);
  });

  it('makes no second lead of a booking that the partner repeats', async () => {
    const scene = await makeLeadScene(system);
    const { at, booking } = await makeMarkedLead(system, scene);
    await eraseLead(await ownerOf(scene), at);
    await expectProblem(ingestLead(scene.partnerCtx, booking), 'duplicate_booking');
    await expectProblem(
      ingestLead(scene.partnerCtx, { ...booking, partnerBookingId: newId() }),
      'idempotency_conflict',
    );
  });

  it('is for owners, admins and managers of the staff, and hides what is not there', async () => {
    const scene = await makeLeadScene(system);
    const at = await makeLead(scene);
    await expectProblem(eraseLead(scene.officeCtx, at), 'forbidden');
    await expectProblem(eraseLead(scene.partnerCtx, at), 'forbidden');
    const viewer = system.contextFor(await makeStaff(system.db, 'viewer'));
    await expectProblem(eraseStaffLead(viewer, at.leadId), 'forbidden');
    const stranger = await ownerOf(await makeLeadScene(system));
    await expectProblem(eraseLead(stranger, at), 'not_found');
    await expectProblem(
      eraseLead(stranger, { ...at, tenantId: stranger.actor.tenantId }),
      'not_found',
    );
    const manager = system.contextFor(await makeStaff(system.db, 'manager'));
    await expectProblem(eraseStaffLead(manager, newId()), 'not_found');
    expect(await getLead(scene.officeCtx, at)).toMatchObject({ erased: false });
    expect(await eraseStaffLead(manager, at.leadId)).toMatchObject({ erased: true, telephone: '' });
  });
});
