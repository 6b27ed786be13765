import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulatedOutcomes } from '@leads/contract/partner-bookings';
import { systemActor } from '#platform/act/actor.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { acceptLead } from '../acts/accept-lead.ts';
import { declineLead } from '../acts/decline-lead.ts';
import { getLead } from '../reading/get-lead.ts';
import { ingestLead, makeBooking, makeLeadScene, partnerOf } from '../testing/lead-scene.ts';
import { testAccount } from '../intake/ensure-test-account.ts';
import { cancelBooking } from './cancel-booking.ts';
import { changeBooking } from './change-booking.ts';
import { getBooking } from './get-booking.ts';
import { simulateBooking } from './simulate-booking.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

/** A booking that was taken, and who posted it. */
async function taken() {
  const scene = await makeLeadScene(system);
  const booking = makeBooking(scene);
  const { bookingId } = await ingestLead(scene.partnerCtx, booking);
  const { tenantId, partnerCtx, officeCtx } = scene;
  const { partnerBookingId } = booking;
  const read = () => getLead(officeCtx, { tenantId, leadId: bookingId });
  const target = { tenantId, leadId: bookingId };
  return { scene, partnerCtx, officeCtx, partnerBookingId, bookingId, target, read };
}

describe('asking what became of a booking', () => {
  it('tells its status and nothing of the customer', async () => {
    const { partnerCtx, partnerBookingId, bookingId, officeCtx, target } = await taken();
    const state = await getBooking(partnerCtx, partnerBookingId);
    expect(state).toMatchObject({ bookingId, status: 'RECEIVED', scheduledStartTimestamp: null });
    expect(JSON.stringify(state)).not.toMatch(/Alvarez|@|Cactus/);
    await declineLead(officeCtx, { ...target, version: 1, reason: 'SPAM', comment: 'Robot' });
    expect(await getBooking(partnerCtx, partnerBookingId)).toMatchObject({
      status: 'DECLINED',
      declineReason: 'SPAM',
    });
  });

  it('hides the booking of another partner, and live ones from a sandbox credential', async () => {
    const { scene, partnerBookingId } = await taken();
    const other = await makeLeadScene(system);
    const sandbox = system.contextFor(partnerOf(scene.integrationId, 'sandbox'));
    for (const ctx of [other.partnerCtx, sandbox]) {
      await expectProblem(getBooking(ctx, partnerBookingId), 'not_found');
      await expectProblem(changeBooking(ctx, { partnerBookingId, description: 'x' }), 'not_found');
      await expectProblem(cancelBooking(ctx, { partnerBookingId, reason: null }), 'not_found');
    }
  });
});

describe('changing a booking', () => {
  it('reaches the office as unread, its timeline naming what changed but not to what', async () => {
    const { partnerCtx, officeCtx, target, partnerBookingId, read } = await taken();
    await acceptLead(officeCtx, { ...target, version: 1 });
    const startSec = Math.floor(system.clock.now().getTime() / 1000) + 90_000;
    const changed = await changeBooking(partnerCtx, {
      partnerBookingId,
      slot: { startSec },
      userInformation: { telephone: '(602) 555-0199', name: 'Nora Newname' },
      description: 'The gate code is 4411.',
    });
    expect(changed).toMatchObject({ status: 'ACCEPTED', slot: { startSec } });
    const lead = await read();
    expect(lead).toMatchObject({
      opened: false,
      version: 3,
      state: 'accepted',
      customerName: 'Nora Newname',
      telephone: '(602) 555-0199',
      description: 'The gate code is 4411.',
    });
    const line = lead.activities.find(({ act }) => act === 'booking.change');
    expect(line?.text).toBe(
      'Changed what the customer wants: wanted time, name, telephone, description',
    );
    const audit = await system.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('subject_id', '=', target.leadId)
      .where('action', '=', 'booking.change')
      .execute();
    expect(audit).toHaveLength(1);
    expect(JSON.stringify(audit)).not.toMatch(/Nora|0199|4411/);
  });

  it('is found by its new telephone number and no longer by the old', async () => {
    const { partnerCtx, partnerBookingId, target } = await taken();
    const before = await searchText(target.leadId);
    await changeBooking(partnerCtx, {
      partnerBookingId,
      userInformation: { telephone: '(480) 555-0123' },
    });
    const after = await searchText(target.leadId);
    expect(after).toContain('4805550123');
    expect(after).not.toBe(before);
  });

  it('judges only what it names: warnings about the rest stay, and none are added', async () => {
    const scene = await makeLeadScene(system);
    const past = Math.floor(system.clock.now().getTime() / 1000) + 60;
    const booking = makeBooking(scene, {
      description: 'x'.repeat(10_001),
      slot: { startSec: past },
    });
    const { warnings } = await ingestLead(scene.partnerCtx, booking);
    expect(warnings.map(({ code }) => code)).toEqual(['description_cut']);
    system.clock.advance(3_600_000);
    const { partnerBookingId } = booking;
    const change = (wanted: object) =>
      changeBooking(scene.partnerCtx, { partnerBookingId, ...wanted });
    const called = await change({ userInformation: { telephone: '(480) 555-0123' } });
    expect(called.warnings).toEqual(warnings);
    const moved = await change({ slot: { startSec: past } });
    expect(moved.warnings.map(({ code }) => code)).toEqual(['description_cut']);
    const told = await change({ description: 'Short now.' });
    expect(told.warnings).toEqual([]);
  });

  it('that is so already changes nothing', async () => {
    const { partnerCtx, partnerBookingId, read } = await taken();
    const wanted = { partnerBookingId, description: 'Call first.' };
    await changeBooking(partnerCtx, wanted);
    const once = await read();
    await changeBooking(partnerCtx, wanted);
    expect(await read()).toEqual(once);
  });

  it('never leaves the customer out of reach', async () => {
    const { partnerCtx, partnerBookingId, read } = await taken();
    const before = await read();
    const userInformation = { telephone: null, email: null };
    const problem = await expectProblem(
      changeBooking(partnerCtx, { partnerBookingId, userInformation }),
      'validation_failed',
    );
    expect(problem.errors).toMatchObject([{ pointer: '/userInformation' }]);
    expect(await read()).toEqual(before);
  });

  it('comes too late once it is declined or canceled', async () => {
    const declined = await taken();
    await declineLead(declined.officeCtx, {
      ...declined.target,
      version: 1,
      reason: 'SPAM',
      comment: '',
    });
    const canceled = await taken();
    await cancelBooking(canceled.partnerCtx, { ...canceled, reason: null });
    for (const { partnerCtx, partnerBookingId } of [declined, canceled])
      await expectProblem(
        changeBooking(partnerCtx, { partnerBookingId, description: 'x' }),
        'lead_state',
      );
  });
});

describe('canceling a booking', () => {
  it('ends the lead with the reason for the office to read, once however often it comes', async () => {
    const { partnerCtx, partnerBookingId, read } = await taken();
    const cancel = () => cancelBooking(partnerCtx, { partnerBookingId, reason: 'Found another' });
    const answers = await Promise.all([cancel(), cancel(), cancel()]);
    expect(answers.map(({ status }) => status)).toEqual(['CANCELED', 'CANCELED', 'CANCELED']);
    const lead = await read();
    expect(lead).toMatchObject({ state: 'canceled', version: 2 });
    const lines = lead.activities.filter(({ act }) => act === 'lead.cancel_by_customer');
    expect(lines).toMatchObject([{ note: 'Found another' }]);
  });

  it('comes too late once it is declined', async () => {
    const { partnerCtx, officeCtx, target, partnerBookingId } = await taken();
    await declineLead(officeCtx, { ...target, version: 1, reason: 'SPAM', comment: '' });
    await expectProblem(cancelBooking(partnerCtx, { partnerBookingId, reason: '' }), 'lead_state');
  });
});

describe('simulating an outcome', () => {
  const statuses = {
    ACCEPTED: 'ACCEPTED',
    DECLINED: 'DECLINED',
    SCHEDULED: 'SCHEDULED',
    RESCHEDULED: 'SCHEDULED',
    APPOINTMENT_CANCELED: 'ACCEPTED',
    INVOICED: 'INVOICED',
  };

  it.each(simulatedOutcomes)('%s is reached from a booking just received', async (outcome) => {
    const scene = await makeLeadScene(system);
    const sandbox = system.contextFor(partnerOf(scene.integrationId, 'sandbox'));
    const { partnerBookingId } = await ingestLead(sandbox, makeBooking(testAccount));
    const office = system.contextFor(systemActor('Test tenant'));
    const state = await simulateBooking(sandbox, office, { partnerBookingId, outcome });
    expect(state).toMatchObject({ status: statuses[outcome], test: true });
  });

  it('is for test bookings alone', async () => {
    const { partnerCtx, partnerBookingId, read } = await taken();
    const before = await read();
    const office = system.contextFor(systemActor('Test tenant'));
    await expectProblem(
      simulateBooking(partnerCtx, office, { partnerBookingId, outcome: 'ACCEPTED' }),
      'test_only',
    );
    expect(await read()).toEqual(before);
  });
});

async function searchText(leadId: string): Promise<string> {
  const row = await system.db
    .selectFrom('lead')
    .select('search_text')
    .where('id', '=', leadId)
    .executeTakeFirstOrThrow();
  return row.search_text;
}
