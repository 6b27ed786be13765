import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '#platform/act/actor.ts';
import { toDay } from '#features/availability/index.ts';
import { makePartnerJobType } from '#testing/factories.ts';
import { createAvailabilityFixture } from './availability-fixture.ts';
import type { AvailabilityFixture } from './availability-fixture.ts';
import { rollAvailability } from './compare-availability.task.ts';
import { announceAllAvailability } from './enqueue-availability-comparison.ts';

/** No summer time. */
const timeZone = 'America/Phoenix';
const morning = { from: '08:00', to: '12:00', spots: 2 };

let fixture: AvailabilityFixture;
beforeEach(async () => {
  fixture = await createAvailabilityFixture();
});
afterEach(async () => fixture.close());

/** A time on the wall clock, days from today. */
const wall = (day: number, time: string) =>
  new Date(
    toDay(fixture.clock.now(), timeZone)
      .add({ days: day })
      .toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds,
  );
const secondsOf = (at: Date) => at.getTime() / 1_000;

/** Compares, sends what came of it, and answers what the partner got. */
async function tell() {
  await fixture.compare();
  const messages = await fixture.messages();
  for (const { id } of messages) await fixture.waitForDelivery(id, { state: 'succeeded' });
  return (await fixture.messages()).at(-1)?.slots ?? [];
}

const loseSpot = (slots: { startSec: number }[], at: Date) =>
  slots.filter(({ startSec }) => startSec === secondsOf(at));

describe('the availability webhook', () => {
  it('tells the coming 14 days of the tenant at first, as the documented body, signed like all', async () => {
    await fixture.setDaily(morning);
    await fixture.startWorker();
    const slots = await tell();
    const ofToday = fixture.clock.now() < wall(0, '12:00') ? 1 : 0;
    expect(slots).toHaveLength(13 + ofToday);
    expect(slots.at(-1)).toEqual({
      serviceId: 'ac',
      startSec: secondsOf(wall(13, '08:00')),
      durationSec: 4 * 3_600,
      spotsOpen: 2,
      spotsTotal: 2,
    });
    const [webhook] = await fixture.receiver.waitFor(1);
    const [message] = await fixture.messages();
    expect(webhook).toMatchObject({ id: message?.id, path: '/hooks/availability/updated' });
    expect(webhook?.body).toEqual({
      statusUpdateId: message?.id,
      timestamp: expect.any(Number) as number,
      accountId: `account-${fixture.connectionId}`,
      profileId: fixture.profileId,
      slots,
    });
  });

  it('tells only the days whose open spots changed, and nothing when nothing did', async () => {
    await fixture.setDaily(morning, { from: '13:00', to: '17:00', spots: 1 });
    await fixture.startWorker();
    await tell();
    await fixture.compare();
    expect(await fixture.messages()).toHaveLength(1);
    await fixture.book(wall(3, '11:59'));
    await fixture.compare();
    await fixture.makeAllDue();
    const slots = await tell();
    expect(slots.map(({ startSec, spotsOpen }) => [startSec, spotsOpen])).toEqual([
      [secondsOf(wall(3, '08:00')), 1],
      [secondsOf(wall(3, '13:00')), 1],
    ]);
  });

  it('says what holds when it is sent, not when it was written', async () => {
    await fixture.setDaily(morning);
    await fixture.compare();
    await fixture.book(wall(2, '09:00'));
    await fixture.startWorker();
    const slots = await tell();
    expect(loseSpot(slots, wall(2, '08:00'))).toMatchObject([{ spotsOpen: 1, spotsTotal: 2 }]);
    expect(await fixture.messages()).toHaveLength(1);
  });

  it('makes one message of many changes, also of many comparisons at once', async () => {
    await fixture.setDaily(morning);
    await Promise.all([fixture.compare(), fixture.compare(), fixture.compare()]);
    await fixture.book(wall(2, '09:00'));
    await fixture.compare();
    expect(await fixture.messages()).toHaveLength(1);
  });

  it('waits until five seconds after the message before, then tells what came meanwhile', async () => {
    await fixture.setDaily(morning);
    await fixture.startWorker();
    await tell();
    // In time to come, so that it does not matter how long this test takes.
    const finishedAt = new Date(Date.now() + 3_600_000);
    await fixture.db.updateTable('delivery').set({ finished_at: finishedAt }).execute();
    await fixture.book(wall(1, '09:00'));
    await fixture.compare();
    const [, second] = await fixture.messages();
    expect(second?.state).toBe('waiting');
    expect((second?.nextAttemptAt?.getTime() ?? 0) - finishedAt.getTime()).toBe(5_000);
    await fixture.book(wall(1, '10:00'));
    await fixture.makeAllDue();
    expect(loseSpot(await tell(), wall(1, '08:00'))).toMatchObject([{ spotsOpen: 0 }]);
  });

  it('looks again five seconds after a success, so that nothing that changed meanwhile is lost', async () => {
    await fixture.setDaily(morning);
    await fixture.startWorker();
    await tell();
    const jobs = await fixture.services.queue.boss.findJobs('compare-availability', {
      data: { connectionId: fixture.connectionId },
    });
    expect(jobs).toHaveLength(1);
    const waitsMs = (jobs[0]?.startAfter.getTime() ?? 0) - (jobs[0]?.createdOn.getTime() ?? 0);
    expect(waitsMs).toBeGreaterThan(4_000);
  });

  it('is withdrawn when all was taken back before it was sent, and looks again', async () => {
    await fixture.setDaily(morning);
    await fixture.compare();
    await fixture.setDaily();
    await fixture.startWorker();
    await fixture.passRound();
    expect(await fixture.messages()).toEqual([]);
    const events = await fixture.db
      .selectFrom('event')
      .select('id')
      .where('kind', '=', 'availability.updated')
      .execute();
    expect(events).toEqual([]);
    await fixture.setDaily(morning);
    expect(await tell()).not.toEqual([]);
  });

  it('tells a day again after a try of which nobody knows whether it arrived', async () => {
    await fixture.setDaily(morning);
    await fixture.startWorker();
    await tell();
    const leadId = await fixture.book(wall(4, '09:00'));
    fixture.receiver.answer({ status: 500 });
    await fixture.compare();
    await fixture.makeAllDue();
    const second = (await fixture.messages()).at(-1);
    await fixture.waitForDelivery(second?.id ?? '', { attempts: 1 });
    await fixture.unbook(leadId);
    fixture.receiver.answer({ status: 200 });
    await fixture.makeAllDue();
    expect(await tell()).toMatchObject([{ startSec: secondsOf(wall(4, '08:00')), spotsOpen: 2 }]);
  });

  it('says that a window is no more', async () => {
    await fixture.setDaily(morning);
    await fixture.startWorker();
    const before = await tell();
    await fixture.setDaily();
    await fixture.compare();
    await fixture.makeAllDue();
    const gone = await tell();
    expect(gone).toEqual(before.map((slot) => ({ ...slot, spotsOpen: 0, spotsTotal: 0 })));
    const told = await fixture.db.selectFrom('announced_availability').selectAll().execute();
    expect(told).toEqual([]);
  });

  it('splits what does not fit into 500 slots, and tells every slot once', async () => {
    const { db, integrationId, standardJobTypeId } = fixture;
    for (let index = 0; index < 99; index += 1) {
      await makePartnerJobType(db, { integrationId, partnerId: `s-${index}`, standardJobTypeId });
    }
    await fixture.setDaily({ from: '00:00', to: '24:00', spots: 1 });
    await fixture.startWorker();
    for (let round = 0; round < 3; round += 1) {
      await fixture.compare();
      await fixture.makeAllDue();
      await tell();
    }
    const messages = await fixture.messages();
    expect(messages.map(({ slots }) => slots.length)).toEqual([500, 500, 400]);
    const all = messages.flatMap(({ slots }) =>
      slots.map((one) => `${one.startSec} ${one.serviceId}`),
    );
    expect(new Set(all).size).toBe(1_400);
  });

  it('rolls on by a day when the tenant’s day begins: only the new 14th day is told', async () => {
    await fixture.setDaily(morning);
    await fixture.startWorker();
    await tell();
    const newDay = wall(14, '08:00');
    await rollAvailability.run(fixture.contextFor(systemActor('worker')), {});
    expect(await fixture.messages()).toHaveLength(1);
    fixture.clock.set(wall(1, '00:00'));
    await rollAvailability.run(fixture.contextFor(systemActor('worker')), {});
    await fixture.makeAllDue();
    const [, rolled] = await fixture.messages();
    await fixture.waitForDelivery(rolled?.id ?? '', { state: 'succeeded' });
    const [, told] = await fixture.messages();
    expect(told?.slots.map(({ startSec }) => startSec)).toEqual([secondsOf(newDay)]);
  });

  it('tells all 14 days anew when an account is connected again', async () => {
    const { tenantId, connectionId } = fixture;
    await fixture.setDaily(morning);
    await fixture.startWorker();
    const first = await tell();
    await fixture.act((tx, ctx) => announceAllAvailability(tx, ctx, { tenantId, connectionId }));
    await fixture.compare();
    await fixture.makeAllDue();
    expect(await tell()).toEqual(first);
    expect(await fixture.messages()).toHaveLength(2);
  });
});
