import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { countRows, ingestLead, makeBooking, makeLeadScene } from '../testing/lead-scene.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

describe('repeating a booking', () => {
  it('gets the first answer, in whatever order the keys come and whatever changed since', async () => {
    const scene = await makeLeadScene(system);
    const booking = makeBooking(scene, { slot: { serviceId: 'nothing' }, more: { b: 1, a: [2] } });
    const first = await ingestLead(scene.partnerCtx, booking);
    expect(first.warnings).toHaveLength(2);
    await system.db
      .updateTable('integration')
      .set({ status: 'inactive' })
      .where('id', '=', scene.integrationId)
      .execute();
    const turned = Object.fromEntries(Object.entries(booking).toReversed());
    const again = { ...turned, more: { a: [2], b: 1 } } as unknown as typeof booking;
    expect(await ingestLead(scene.partnerCtx, again)).toEqual(first);
    expect(await countRows(system, scene.integrationId)).toEqual({ leads: 1, events: 1 });
  });

  it('with another body under the same token is a conflict', async () => {
    const scene = await makeLeadScene(system);
    const booking = makeBooking(scene);
    await ingestLead(scene.partnerCtx, booking);
    for (const change of [{ description: 'Other' }, { partnerBookingId: newId() }]) {
      const other = { ...booking, ...change };
      await expectProblem(ingestLead(scene.partnerCtx, other), 'idempotency_conflict');
    }
  });

  it('with a new token is a duplicate that names the first', async () => {
    const scene = await makeLeadScene(system);
    const booking = makeBooking(scene);
    const { bookingId } = await ingestLead(scene.partnerCtx, booking);
    const other = { ...booking, idempotencyToken: newId() };
    const problem = await expectProblem(ingestLead(scene.partnerCtx, other), 'duplicate_booking');
    expect(problem.context).toEqual({ bookingId });
  });

  it('means nothing to another integration', async () => {
    const scene = await makeLeadScene(system);
    const other = await makeLeadScene(system);
    const booking = makeBooking(scene);
    const first = await ingestLead(scene.partnerCtx, booking);
    const slot = { ...booking.slot, accountId: other.accountId };
    const second = await ingestLead(other.partnerCtx, { ...booking, slot });
    expect(second.bookingId).not.toBe(first.bookingId);
  });

  it('does not remember refusals', async () => {
    const scene = await makeLeadScene(system);
    const booking = makeBooking(scene);
    const bad = { ...booking, userInformation: {} };
    await expectProblem(ingestLead(scene.partnerCtx, bad), 'validation_failed');
    expect(await ingestLead(scene.partnerCtx, booking)).toMatchObject({ status: 'RECEIVED' });
  });

  it('fifty times at once makes one lead and one answer', async () => {
    const scene = await makeLeadScene(system);
    const booking = makeBooking(scene);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => ingestLead(scene.partnerCtx, booking)),
    );
    expect(new Set(answers.map((answer) => answer.bookingId)).size).toBe(1);
    expect(await countRows(system, scene.integrationId)).toEqual({ leads: 1, events: 1 });
  });

  it('fifty tokens for one booking at once make one lead and 49 refusals that name it', async () => {
    const scene = await makeLeadScene(system);
    const booking = makeBooking(scene);
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, () =>
        ingestLead(scene.partnerCtx, { ...booking, idempotencyToken: newId() }),
      ),
    );
    const taken = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(taken).toHaveLength(1);
    expect(refused).toHaveLength(49);
    for (const reason of refused) {
      const context = { bookingId: taken[0]?.bookingId };
      expect(reason).toMatchObject({ code: 'duplicate_booking', context });
    }
    expect(await countRows(system, scene.integrationId)).toEqual({ leads: 1, events: 1 });
  });
});
