import { afterEach, beforeEach, expect, it } from 'vitest';
import { sql } from 'kysely';
import { systemActor } from '#platform/act/actor.ts';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeIntegration, makeStaff } from '#testing/factories.ts';
import { deliveryQueue } from '../delivery-queue.ts';
import { listReceivers } from '../receivers/list-receivers.ts';
import { pauseReceiver, resumeReceiver } from '../receivers/pause-receiver.ts';
import { cancelRecovery } from './cancel-recovery.ts';
import { getRecovery, listRecoveries } from './list-recoveries.ts';
import { recoverMessages } from './recover-messages.task.ts';
import { createRecoveryFixture, dayAgo } from './recovery-fixture.ts';
import type { RecoveryFixture } from './recovery-fixture.ts';
import { startRecovery } from './start-recovery.ts';

let fixture: RecoveryFixture;
beforeEach(async () => {
  fixture = await createRecoveryFixture();
});
afterEach(async () => fixture.close());

const input = (values: { since?: string; what?: 'failed' | 'unsuccessful' } = {}) => ({
  integrationId: fixture.integrationId,
  receiverId: null,
  since: dayAgo(),
  what: 'failed' as const,
  ...values,
});

/** Runs the next batch as if its time had come. */
async function runBatch(recoveryId: string): Promise<void> {
  await sql`update delivery_recovery set next_batch_at = now()`.execute(fixture.db);
  await recoverMessages.run(fixture.contextFor(systemActor('test')), { recoveryId });
}

const stateOf = async (id: string) =>
  fixture.db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

it('sends what failed again under the same ids, once, and is audited', async () => {
  const { manager, receiver, db } = fixture;
  const failed = [await fixture.failOne(), await fixture.failOne(410)];
  const recovery = await startRecovery(manager, input());
  expect(recovery).toMatchObject({ state: 'running', total: 2, handedOut: 0, prefix: null });
  await runBatch(recovery.id);
  await fixture.startWorker();
  for (const id of failed) await fixture.waitForDelivery(id, { state: 'succeeded', attempts: 2 });
  expect(receiver.received.map(({ id }) => id).toSorted()).toEqual(failed.toSorted());
  await runBatch(recovery.id);
  expect(await getRecovery(manager, recovery.id)).toMatchObject({
    state: 'finished',
    handedOut: 2,
    succeeded: 2,
    failed: 0,
  });
  const audit = await db.selectFrom('audit_entry').selectAll().executeTakeFirstOrThrow();
  expect(audit).toMatchObject({
    action: 'delivery.recover',
    after: { messages: 2, what: 'failed', receiver: null },
  });
});

it('gives what had ended one more try, and tells how many failed again', async () => {
  const { manager, receiver } = fixture;
  const id = await fixture.failOne();
  receiver.plan({ status: 500 });
  const recovery = await startRecovery(manager, input());
  await runBatch(recovery.id);
  await fixture.startWorker();
  await fixture.waitForDelivery(id, { state: 'failed', attempts: 2, last_status: 500 });
  expect(await getRecovery(manager, recovery.id)).toMatchObject({ failed: 1, succeeded: 0 });
});

it('leaves alone what succeeded, waits untried, is older, newer, or of another integration', async () => {
  const { manager, db } = fixture;
  const edge = await fixture.failOne();
  const older = await fixture.failOne();
  const untried = await fixture.publishOne();
  const succeeded = await fixture.failOne();
  await sql`update delivery set state = 'succeeded' where id = ${succeeded}`.execute(db);
  const foreign = await fixture.failOne();
  const other = await makeIntegration(db);
  await sql`update delivery set integration_id = ${other} where id = ${foreign}`.execute(db);
  const since = dayAgo();
  await sql`update delivery set created_at = ${since} where id = ${edge}`.execute(db);
  await sql`update delivery set created_at = ${since}::timestamptz - interval '1 ms' where id = ${older}`.execute(
    db,
  );
  const asked = input({ since, what: 'unsuccessful' });
  const { id, total } = await startRecovery(manager, asked);
  expect(total).toBe(1);
  const newer = await fixture.failOne();
  await runBatch(id);
  await runBatch(id);
  expect(await stateOf(edge)).toMatchObject({ state: 'waiting', one_try: true, recovery_id: id });
  for (const one of [older, untried, succeeded, foreign, newer])
    expect(await stateOf(one)).toMatchObject({ recovery_id: null });
});

it('tries what waits for another try now, and keeps its schedule, where that is asked for', async () => {
  const { manager, receiver } = fixture;
  receiver.plan({ status: 503, headers: { 'retry-after': '3600' } }, { status: 503 });
  await fixture.startWorker();
  const id = await fixture.publishOne();
  await fixture.waitForDelivery(id, { attempts: 1 });
  await expectProblem(startRecovery(manager, input()), 'validation_failed');
  const recovery = await startRecovery(manager, input({ what: 'unsuccessful' }));
  await runBatch(recovery.id);
  await fixture.waitForDelivery(id, { attempts: 2, state: 'waiting' });
});

it('works in batches at the receiver’s rate, goes on where a run stopped, and no message goes twice', async () => {
  const { manager, db } = fixture;
  const id = await fixture.failOne();
  await fixture.multiply(id, 449);
  const recovery = await startRecovery(manager, input());
  const run = () =>
    recoverMessages.run(fixture.contextFor(systemActor('test')), { recoveryId: recovery.id });
  await run();
  // A second run beside it, or one after a lost lease, finds that the next batch is not due.
  await run();
  expect(await getRecovery(manager, recovery.id)).toMatchObject({ handedOut: 200, total: 450 });
  const last = await sql<{
    wait: number;
  }>`select extract(epoch from max(next_attempt_at) - now())::float8 as wait
    from delivery where state = 'waiting'`.execute(db);
  expect(last.rows[0]?.wait).toBeGreaterThan(9);
  expect(last.rows[0]?.wait).toBeLessThan(10);
  await runBatch(recovery.id);
  await runBatch(recovery.id);
  expect(await getRecovery(manager, recovery.id)).toMatchObject({
    state: 'running',
    handedOut: 450,
  });
  await runBatch(recovery.id);
  expect(await getRecovery(manager, recovery.id)).toMatchObject({ state: 'finished' });
  const jobs = await sql<{ jobs: number; messages: number }>`select count(*)::int as jobs,
      count(distinct singleton_key)::int as messages
    from pgboss.job where name = ${deliveryQueue.name}`.execute(db);
  expect(jobs.rows).toEqual([{ jobs: 450, messages: 450 }]);
});

it('hands out nothing more once it is canceled, which is audited; canceled again it stays so', async () => {
  const { manager, db } = fixture;
  const id = await fixture.failOne();
  await fixture.multiply(id, 200);
  const recovery = await startRecovery(manager, input());
  await runBatch(recovery.id);
  expect(await cancelRecovery(manager, recovery.id)).toMatchObject({ state: 'canceled' });
  await runBatch(recovery.id);
  expect(await cancelRecovery(manager, recovery.id)).toMatchObject({ handedOut: 200, total: 201 });
  const audit = await db.selectFrom('audit_entry').select('action').orderBy('id').execute();
  expect(audit.map(({ action }) => action)).toEqual([
    'delivery.recover',
    'delivery.cancel_recovery',
  ]);
});

it('is refused while another of the integration runs, and not afterwards', async () => {
  const { manager } = fixture;
  await fixture.failOne();
  const first = await startRecovery(manager, input());
  await expectProblem(startRecovery(manager, input()), 'recovery_running');
  await cancelRecovery(manager, first.id);
  await startRecovery(manager, input());
  const { items } = await listRecoveries(manager, {});
  expect(items.map(({ state }) => state)).toEqual(['running', 'canceled']);
});

it('of two begun at the same moment refuses one', async () => {
  await fixture.failOne();
  const both = [1, 2].map(() => startRecovery(fixture.manager, input()));
  const outcomes = await Promise.allSettled(both);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

it('waits with its messages while their receiver is paused', async () => {
  const { manager, integrationId } = fixture;
  const id = await fixture.failOne();
  const { items } = await listReceivers(manager, { integrationId });
  const receiverId = items[0]?.id ?? '';
  await pauseReceiver(manager, receiverId);
  const asked = { ...input(), receiverId };
  const recovery = await startRecovery(manager, asked);
  await runBatch(recovery.id);
  await fixture.startWorker();
  await fixture.passRound();
  expect(await stateOf(id)).toMatchObject({ state: 'waiting', attempts: 1 });
  await resumeReceiver(manager, receiverId);
  await fixture.waitForDelivery(id, { state: 'succeeded', attempts: 2 });
});

it('is ended by the deletion of its integration', async () => {
  const { manager, db, integrationId } = fixture;
  const id = await fixture.failOne();
  const recovery = await startRecovery(manager, input());
  await sql`update integration set deleted_at = now() where id = ${integrationId}`.execute(db);
  await runBatch(recovery.id);
  expect(await stateOf(id)).toMatchObject({ state: 'failed' });
  const row = await db.selectFrom('delivery_recovery').select('state').executeTakeFirstOrThrow();
  expect(row.state).toBe('canceled');
});

it('is for managers, and for what is there', async () => {
  const { manager } = fixture;
  await fixture.failOne();
  const viewer = fixture.contextFor(await makeStaff(fixture.db, 'viewer'));
  await expectProblem(startRecovery(viewer, input()), 'forbidden');
  await expectProblem(startRecovery(manager, { ...input(), integrationId: newId() }), 'not_found');
  await expectProblem(startRecovery(manager, { ...input(), receiverId: newId() }), 'not_found');
  const { id } = await startRecovery(manager, input());
  await expectProblem(cancelRecovery(viewer, id), 'forbidden');
  await expectProblem(cancelRecovery(manager, newId()), 'not_found');
});
