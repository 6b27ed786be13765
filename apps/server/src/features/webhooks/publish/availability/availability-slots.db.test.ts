import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toDay } from '#features/availability/index.ts';
import { deliveryQueue } from '../../delivery-queue.ts';
import { createAvailabilityFixture, makeUnit, setDaily } from './availability-fixture.ts';
import type { AvailabilityFixture } from './availability-fixture.ts';
import { staleReason } from './end-stale-messages.ts';

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

describe('nothing is told', () => {
  it.each([['while the webhook is off', { availability: false }]] as const)(
    '%s',
    async (_name, set) => {
      await fixture.setDaily(morning);
      await fixture.db.updateTable('integration_webhooks').set(set).execute();
      await fixture.compare();
      expect(await fixture.messages()).toEqual([]);
    },
  );

  it('of an account that is disconnected, or a profile that is not named any more', async () => {
    await fixture.setDaily(morning);
    await fixture.db.updateTable('connection_profile').set({ active: false }).execute();
    await fixture.compare();
    await fixture.db.updateTable('connection_profile').set({ active: true }).execute();
    await fixture.db.updateTable('connection').set({ state: 'disconnected' }).execute();
    await fixture.compare();
    expect(await fixture.messages()).toEqual([]);
  });

  it('by a message that waits when the webhook is turned off', async () => {
    await fixture.setDaily(morning);
    await fixture.compare();
    await fixture.db.updateTable('integration_webhooks').set({ availability: false }).execute();
    await fixture.startWorker();
    await fixture.passRound();
    expect(await fixture.messages()).toEqual([]);
    expect(fixture.receiver.received.filter(({ path }) => path.includes('availability'))).toEqual(
      [],
    );
  });
});

describe('a message that waits when the WebHook URL changes', () => {
  const oldPrefix = () => fixture.receiver.url;
  const newPrefix = () => `${fixture.receiver.url}/new`;
  const moveTo = async (prefix: string) =>
    fixture.db.updateTable('integration_webhooks').set({ url_prefix: prefix }).execute();
  const pauseOld = async () =>
    fixture.db
      .updateTable('webhook_prefix')
      .set({ paused_at: new Date(), paused_reason: 'gone' })
      .where('prefix', '=', oldPrefix())
      .execute();
  const listWaiting = () =>
    fixture.services.queue.boss.findJobs(deliveryQueue.name, { queued: true });

  it('does not keep the new address from hearing, and leaves no job behind', async () => {
    await fixture.setDaily(morning);
    await fixture.compare();
    const [old] = await fixture.messages();
    await pauseOld();
    await moveTo(newPrefix());
    await fixture.compare();
    await fixture.startWorker();
    const [failed, told] = await fixture.messages();
    expect(failed).toMatchObject({ id: old?.id, state: 'failed', slots: [] });
    await fixture.waitForDelivery(told?.id ?? '', { state: 'succeeded' });
    await fixture.passRound();
    expect(await listWaiting()).toEqual([]);
    expect(
      fixture.receiver.received
        .map(({ path }) => path)
        .filter((path) => path.includes('availability')),
    ).toEqual(['/hooks/new/availability/updated']);
  });

  it('is given up before a try, when nothing was compared since', async () => {
    await fixture.setDaily(morning);
    await fixture.compare();
    const [old] = await fixture.messages();
    await moveTo(newPrefix());
    await fixture.startWorker();
    const facts = await fixture.waitForDelivery(old?.id ?? '', { state: 'failed' });
    expect(facts).toMatchObject({ attempts: 0, last_error: staleReason });
    expect((await tellNew()).length).toBeGreaterThan(0);
  });

  /** Compares, and answers what the newest message told. */
  async function tellNew() {
    await fixture.compare();
    await fixture.makeAllDue();
    const newest = (await fixture.messages()).at(-1);
    await fixture.waitForDelivery(newest?.id ?? '', { state: 'succeeded' });
    return (await fixture.messages()).at(-1)?.slots ?? [];
  }
});

describe('the slots of a service', () => {
  it('add up the business units that do it, and each takes its own appointments', async () => {
    const second = await makeUnit(fixture, fixture.standardJobTypeId);
    await fixture.setDaily(morning);
    await setDaily(fixture, {
      unitId: second,
      windows: [morning, { ...morning, from: '12:00', to: '18:00' }],
    });
    await fixture.book(wall(2, '08:00'), second);
    await fixture.startWorker();
    const ofDay = (await tell()).filter(
      ({ startSec }) =>
        startSec >= secondsOf(wall(2, '00:00')) && startSec < secondsOf(wall(3, '00:00')),
    );
    expect(ofDay).toMatchObject([
      { startSec: secondsOf(wall(2, '08:00')), spotsOpen: 3, spotsTotal: 4 },
      { startSec: secondsOf(wall(2, '12:00')), spotsOpen: 2, spotsTotal: 2 },
    ]);
  });

  it('are those of the business units that the profile names', async () => {
    const { db, tenantId, connectionId, profileId } = fixture;
    const second = await makeUnit(fixture, fixture.standardJobTypeId);
    await fixture.setDaily(morning);
    await setDaily(fixture, { unitId: second, windows: [{ ...morning, spots: 5 }] });
    const named = { tenant_id: tenantId, connection_id: connectionId, profile_id: profileId };
    await db
      .insertInto('connection_profile_business_unit')
      .values({ ...named, business_unit_id: second })
      .execute();
    await fixture.startWorker();
    expect((await tell()).at(-1)).toMatchObject({ spotsOpen: 5, spotsTotal: 5 });
  });

  it.each([
    ['the business unit is not active', 'business_unit'],
    ['the own job type is not active', 'tenant_job_type'],
  ] as const)('are none where %s', async (_name, table) => {
    await fixture.setDaily(morning);
    await fixture.db.updateTable(table).set({ active: false }).execute();
    await fixture.compare();
    expect(await fixture.messages()).toEqual([]);
  });

  it('never open less than none, however many are booked', async () => {
    await fixture.setDaily({ ...morning, spots: 1 });
    for (const time of ['08:00', '09:00', '10:00']) await fixture.book(wall(2, time));
    await fixture.startWorker();
    expect(loseSpot(await tell(), wall(2, '08:00'))).toMatchObject([
      { spotsOpen: 0, spotsTotal: 1 },
    ]);
  });
});
