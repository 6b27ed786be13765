import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { systemActor } from '#platform/act/actor.ts';
import { runTasks } from '#platform/queue/run-worker.ts';
import { completeJobs } from '../complete/complete-jobs.ts';
import { releasePrefix } from '../complete/release-prefix.task.ts';
import { createDeliveryFixture } from '../delivery-fixture.ts';
import type { DeliveryFixture } from '../delivery-fixture.ts';
import { deliveryQueue } from '../delivery-queue.ts';
import type { DeliveryJob } from '../delivery-queue.ts';
import { loadDeliveries } from './load-deliveries.ts';

let fixture: DeliveryFixture;
afterEach(async () => fixture.close());

const attemptsOf = (id: string) =>
  fixture.db
    .selectFrom('delivery_attempt')
    .selectAll()
    .where('delivery_id', '=', id)
    .orderBy('number')
    .execute();

describe('a refused message', () => {
  it('is tried again under the same id until it is taken', async () => {
    fixture = await createDeliveryFixture();
    const { receiver, db } = fixture;
    receiver.plan({ status: 503, body: 'down' });
    await fixture.startWorker();
    const [id = ''] = await fixture.publish('Accepted');
    await fixture.waitForDelivery(id, { state: 'waiting', attempts: 1, last_status: 503 });
    const { wait } = await db
      .selectFrom('delivery')
      .select(sql<number>`extract(epoch from next_attempt_at - now())::float8`.as('wait'))
      .executeTakeFirstOrThrow();
    expect(wait).toBeGreaterThan(3);
    expect(wait).toBeLessThanOrEqual(6);
    await fixture.makeAllDue();
    await fixture.waitForDelivery(id, { state: 'succeeded', attempts: 2, last_error: null });
    expect(receiver.received.map((one) => one.id)).toEqual([id, id]);
    expect(await attemptsOf(id)).toMatchObject([
      { number: 1, status: 503, error: 'The receiver answered 503.', reply_start: 'down' },
      { number: 2, status: 200, error: null },
    ]);
  });

  it('waits as long as the receiver asks', async () => {
    fixture = await createDeliveryFixture();
    fixture.receiver.plan({ status: 429, headers: { 'retry-after': '600' } });
    await fixture.startWorker();
    const [id = ''] = await fixture.publish('Accepted');
    await fixture.waitForDelivery(id, { attempts: 1 });
    const { wait } = await fixture.db
      .selectFrom('delivery')
      .select(sql<number>`extract(epoch from next_attempt_at - now())::float8`.as('wait'))
      .executeTakeFirstOrThrow();
    expect(wait).toBeGreaterThan(590);
  });

  it('says why there was no answer', async () => {
    fixture = await createDeliveryFixture({ urlPrefix: 'http://127.0.0.1:1/hooks' });
    await fixture.startWorker();
    const [id = ''] = await fixture.publish('Accepted');
    const { last_error } = await fixture.waitForDelivery(id, { attempts: 1, state: 'waiting' });
    expect(last_error).toContain('refused the connection');
  });

  it('fails 30 days after its first try', async () => {
    fixture = await createDeliveryFixture();
    fixture.receiver.answer({ status: 500 });
    const [id = ''] = await fixture.publish('Accepted');
    await sql`update delivery set first_attempt_at = now() - interval '30 days', attempts = 30`.execute(
      fixture.db,
    );
    await fixture.startWorker();
    await fixture.waitForDelivery(id, { state: 'failed', attempts: 31 });
  });

  it('ends with 410, which pauses the prefix', async () => {
    fixture = await createDeliveryFixture();
    const { receiver, db } = fixture;
    receiver.plan({ status: 410 });
    await fixture.startWorker();
    const [id = ''] = await fixture.publish('Accepted');
    await fixture.waitForDelivery(id, { state: 'failed', last_status: 410 });
    const prefix = await db.selectFrom('webhook_prefix').selectAll().executeTakeFirstOrThrow();
    expect(prefix).toMatchObject({ paused_reason: 'gone' });
    expect(prefix.paused_at).not.toBeNull();
    const [next = ''] = await fixture.publish('Declined');
    await fixture.passRound();
    await fixture.waitForDelivery(next, { state: 'waiting', attempts: 0 });
    expect(receiver.received.map((one) => one.id)).not.toContain(next);
  });
});

describe('a receiver that answers again', () => {
  const delayAll = async () => {
    const { db } = fixture;
    await sql`update pgboss.job set start_after = now() + interval '1 day'
      where name = ${deliveryQueue.name} and state < 'active'`.execute(db);
    await sql`update delivery set next_attempt_at = now() + interval '1 day'`.execute(db);
  };
  const failThree = async () => {
    const { receiver, db, makeLead } = fixture;
    receiver.answer({ status: 503 });
    for (let count = 0; count < 3; count += 1) await fixture.publishFor(await makeLead());
    const rows = await db.selectFrom('delivery').select('id').orderBy('id').execute();
    for (const { id } of rows) await fixture.waitForDelivery(id, { attempts: 1 });
    await delayAll();
    receiver.answer({});
    return rows.map((row) => row.id);
  };

  it('gets what waits for it at its first 2xx', async () => {
    fixture = await createDeliveryFixture();
    const { services, makeLead } = fixture;
    await fixture.startWorker();
    const ids = await failThree();
    const makeContext = () => fixture.contextFor(systemActor('worker'));
    const tasks = await runTasks(services.queue.boss, [releasePrefix], makeContext);
    await fixture.publishFor(await makeLead(), 'Declined');
    for (const id of ids) await fixture.waitForDelivery(id, { state: 'succeeded', attempts: 2 });
    await tasks.stop();
  });

  it('gets it oldest first, 20 a second', async () => {
    fixture = await createDeliveryFixture();
    const { db } = fixture;
    const worker = await fixture.startWorker();
    const ids = await failThree();
    await worker.stop();
    const receiver = await db
      .updateTable('webhook_prefix')
      .set({ failing_since: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    await releasePrefix.run(fixture.contextFor(systemActor('worker')), { prefixId: receiver.id });
    const due = await sql<{ id: string; after: number }>`
      select data->>'deliveryId' as id,
        round(extract(epoch from start_after - min(start_after) over ()) * 1000)::int as after
      from pgboss.job where name = ${deliveryQueue.name} and state < 'active' order by start_after`.execute(
      db,
    );
    expect(due.rows).toEqual(ids.map((id, index) => ({ id, after: index * 50 })));
  });
});

it('leaves a message alone whose lease has passed to another worker', async () => {
  fixture = await createDeliveryFixture();
  const { db, services } = fixture;
  const { boss } = services.queue;
  const [id = ''] = await fixture.publish('Accepted');
  const [stale] = await boss.fetch<DeliveryJob>(deliveryQueue.name);
  await sql`update pgboss.job set started_on = now() - interval '31 seconds' where id = ${stale?.id}`.execute(
    db,
  );
  await boss.supervise(deliveryQueue.name);
  const [held] = await boss.fetch<DeliveryJob>(deliveryQueue.name);
  expect(held).toMatchObject({ id: stale?.id, retryCount: 1 });
  const toAttempted = async (job: typeof stale) => {
    if (job === undefined) throw new Error('no job was taken');
    const [decision] = await loadDeliveries(db, [job]);
    if (decision?.kind !== 'attempt') throw new Error('it is not to be attempted');
    const answer = {
      number: 1,
      startedAtMs: Date.now(),
      durationMs: 1,
      error: null,
      reason: null,
      signature: null,
      replyStart: '',
    };
    const attempt = {
      ...answer,
      ...decision,
      succeeded: true,
      status: 200,
      retryAfterMs: undefined,
    };
    return { kind: 'attempted' as const, job, attempt };
  };
  const late = await completeJobs(db, boss, [await toAttempted(stale)]);
  expect(late.lapsed).toBe(1);
  await fixture.waitForDelivery(id, { state: 'waiting', attempts: 0 });
  expect(await attemptsOf(id)).toEqual([]);
  const own = await completeJobs(db, boss, [await toAttempted(held)]);
  expect(own.lapsed).toBe(0);
  await fixture.waitForDelivery(id, { state: 'succeeded', attempts: 1 });
});
