import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { systemActor } from '#platform/act/actor.ts';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeStaff } from '#testing/factories.ts';
import { createDeliveryFixture } from '../delivery-fixture.ts';
import type { DeliveryFixture } from '../delivery-fixture.ts';
import { releaseHeldMessages } from './let-go.ts';
import { listReceivers } from './list-receivers.ts';
import { pauseReceiver, resumeReceiver } from './pause-receiver.ts';
import { probeReceivers } from './probe-receivers.task.ts';
import { resumeReceiverTask } from './resume-receiver.task.ts';
import { change, noAudit } from '#platform/act/change.ts';

let fixture: DeliveryFixture;
beforeEach(async () => {
  fixture = await createDeliveryFixture();
});
afterEach(async () => fixture.close());

/** What arrived; a round of the worker is seen by a message to another address. */
const ofIntegration = () =>
  fixture.receiver.received.filter(({ path }) => !path.startsWith('/hooks/other'));

const system = () => fixture.contextFor(systemActor('test'));

async function theReceiver() {
  const { manager, integrationId } = fixture;
  const { items } = await listReceivers(manager, { integrationId });
  const [receiver] = items;
  if (receiver === undefined) throw new Error('there is no receiver yet');
  return receiver;
}

/** Turns the receiver's times back. */
async function age(column: 'failing_since' | 'paused_at', interval: string): Promise<void> {
  await sql`update webhook_prefix set ${sql.ref(column)} = now() - ${interval}::interval`.execute(
    fixture.db,
  );
}

describe('pausing by hand', () => {
  it('keeps everything back until it is resumed, and both are audited', async () => {
    const { manager, db } = fixture;
    const [first = ''] = await fixture.publish('Accepted');
    const { id } = await theReceiver();
    expect(await pauseReceiver(manager, id)).toMatchObject({ pausedReason: 'manual', waiting: 1 });
    expect(await pauseReceiver(manager, id)).toMatchObject({ pausedReason: 'manual' });
    await fixture.startWorker();
    await fixture.passRound();
    expect(ofIntegration()).toEqual([]);
    expect(await resumeReceiver(manager, id)).toMatchObject({ pausedAt: null, pausedReason: null });
    await fixture.waitForDelivery(first, { state: 'succeeded', attempts: 1 });
    const audit = await db.selectFrom('audit_entry').select('action').orderBy('id').execute();
    expect(audit.map(({ action }) => action)).toEqual(['delivery.pause', 'delivery.resume']);
  });

  it('is never ended by a probe', async () => {
    await fixture.publish('Accepted');
    const { id } = await theReceiver();
    await pauseReceiver(fixture.manager, id);
    await age('paused_at', '2 hours');
    await fixture.startWorker();
    await probeReceivers.run(system(), {});
    await fixture.passRound();
    expect(ofIntegration()).toEqual([]);
    expect(await theReceiver()).toMatchObject({ pausedReason: 'manual', probedAt: null });
  });

  it('is for managers, and for receivers that are there', async () => {
    await fixture.publish('Accepted');
    const { id } = await theReceiver();
    const viewer = fixture.contextFor(await makeStaff(fixture.db, 'viewer'));
    await expectProblem(pauseReceiver(viewer, id), 'forbidden');
    await expectProblem(resumeReceiver(viewer, id), 'forbidden');
    await expectProblem(pauseReceiver(fixture.manager, newId()), 'not_found');
    await expectProblem(resumeReceiver(fixture.manager, newId()), 'not_found');
  });
});

describe('a receiver without any 2xx', () => {
  it('is paused after five days, not before, and an answer in between begins anew', async () => {
    const { receiver } = fixture;
    receiver.plan({ status: 500 }, { status: 500 }, { status: 500 });
    await fixture.startWorker();
    const [id = ''] = await fixture.publish('Accepted');
    await fixture.waitForDelivery(id, { attempts: 1 });
    await age('failing_since', '119 hours');
    await fixture.makeAllDue();
    await fixture.waitForDelivery(id, { attempts: 2 });
    expect(await theReceiver()).toMatchObject({ pausedReason: null });
    await age('failing_since', '121 hours');
    await fixture.makeAllDue();
    await fixture.waitForDelivery(id, { attempts: 3 });
    expect(await theReceiver()).toMatchObject({ pausedReason: 'failing', waiting: 1 });
  });

  it('is probed once an hour, by each message in turn, and a 2xx ends the pause', async () => {
    const { receiver } = fixture;
    receiver.plan({ status: 410 });
    await fixture.startWorker();
    const [gone = ''] = await fixture.publish('Accepted');
    await fixture.waitForDelivery(gone, { state: 'failed' });
    const oldest = await publishForNew();
    const later = await publishForNew();
    await probeReceivers.run(system(), {});
    await fixture.passRound();
    expect(ofIntegration()).toHaveLength(1);
    receiver.plan({ status: 503 }, { status: 410 });
    // A probe that fails, even by 410, takes nothing from the message; the next asks with another one.
    for (const probed of [oldest, later]) {
      await ageProbe();
      await probeReceivers.run(system(), {});
      await fixture.waitForDelivery(probed, { state: 'waiting', attempts: 1 });
    }
    expect(await theReceiver()).toMatchObject({ pausedReason: 'gone', waiting: 2 });
    await ageProbe();
    await probeReceivers.run(system(), {});
    await fixture.waitForDelivery(oldest, { state: 'succeeded' });
    await fixture.waitForDelivery(later, { state: 'succeeded' });
    expect(await theReceiver()).toMatchObject({ pausedReason: null, failingSince: null });
  });

  it('of a deleted integration is neither held nor probed: its messages come to their end', async () => {
    const { receiver, db, integrationId, manager } = fixture;
    const id = await publishForNew();
    const { id: prefixId } = await theReceiver();
    await pauseReceiver(manager, prefixId);
    await db
      .updateTable('integration')
      .set({ deleted_at: new Date() })
      .where('id', '=', integrationId)
      .execute();
    receiver.plan({ status: 410 });
    await fixture.startWorker();
    await fixture.waitForDelivery(id, { state: 'failed' });
    await expectProblem(resumeReceiver(manager, prefixId), 'not_found');
  });
});

describe('when much waits', () => {
  it('is spread at the receiver’s rate, oldest first, before the pause ends', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 25; index += 1) ids.push(await publishForNew());
    const { id } = await theReceiver();
    await pauseReceiver(fixture.manager, id);
    expect(await resumeReceiver(fixture.manager, id)).toMatchObject({
      pausedReason: 'resuming',
      waiting: 25,
    });
    await resumeReceiverTask.run(system(), { prefixId: id });
    expect(await theReceiver()).toMatchObject({ pausedAt: null, pausedReason: null });
    const due = await sql<{ id: string; seconds: number }>`
      select id, round(extract(epoch from next_attempt_at - min(next_attempt_at) over ()), 2)::float8 as seconds
      from delivery order by id`.execute(fixture.db);
    expect(due.rows.map((row) => row.id)).toEqual(ids);
    const seconds = due.rows.map((row) => row.seconds);
    expect(seconds[0]).toBe(0);
    expect(seconds[24]).toBeCloseTo(1.2, 1);
    await fixture.startWorker();
    for (const one of ids) await fixture.waitForDelivery(one, { state: 'succeeded', attempts: 1 });
  });

  it('goes on where a run ended half way', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 22; index += 1) ids.push(await publishForNew());
    const { id } = await theReceiver();
    await pauseReceiver(fixture.manager, id);
    await resumeReceiver(fixture.manager, id);
    await fixture.db
      .updateTable('webhook_prefix')
      .set({ spread_after: ids[19] ?? '', spread_count: 200 })
      .execute();
    await resumeReceiverTask.run(system(), { prefixId: id });
    const { rows } = await sql<{ late: boolean }>`
      select next_attempt_at > now() + interval '5 seconds' as late from delivery order by id`.execute(
      fixture.db,
    );
    expect(rows.map(({ late }) => late)).toEqual([
      ...ids.slice(0, 20).map(() => false),
      true,
      true,
    ]);
  });

  it('after a reactivation the same goes for what an inactive integration held back, and paused receivers stay so', async () => {
    for (let index = 0; index < 21; index += 1) await publishForNew();
    const { integrationId } = fixture;
    const release = () =>
      change(system(), 'delivery.release', async (tx) => {
        await releaseHeldMessages(tx, system(), integrationId);
        return { value: undefined, audit: noAudit('a test') };
      });
    await release();
    const { id, pausedReason } = await theReceiver();
    expect(pausedReason).toBe('resuming');
    await pauseReceiver(fixture.manager, id);
    await resumeReceiverTask.run(system(), { prefixId: id });
    await release();
    expect(await theReceiver()).toMatchObject({ pausedReason: 'manual' });
  });
});

async function publishForNew(): Promise<string> {
  const leadId = await fixture.makeLead();
  await fixture.publishFor(leadId);
  const row = await fixture.db
    .selectFrom('delivery')
    .select('id')
    .where('lead_id', '=', leadId)
    .executeTakeFirstOrThrow();
  return row.id;
}

async function ageProbe(): Promise<void> {
  await sql`update webhook_prefix set
    paused_at = now() - interval '61 minutes',
    probed_at = case when probed_at is not null then now() - interval '61 minutes' end`.execute(
    fixture.db,
  );
}
