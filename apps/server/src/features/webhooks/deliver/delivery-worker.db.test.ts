import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { change, noAudit } from '#platform/act/change.ts';
import { createDeliveryFixture } from '../delivery-fixture.ts';
import type { DeliveryFixture } from '../delivery-fixture.ts';
import { deliveryQueue } from '../delivery-queue.ts';
import { createSigningKey } from '../keys/create-signing-key.ts';
import { generateSigningKey } from '../keys/generate-signing-key.ts';
import { removeSigningKey } from '../keys/remove-signing-key.ts';
import { rotateSigningKey } from '../keys/rotate-signing-key.ts';

let fixture: DeliveryFixture;
afterEach(async () => fixture.close());

const attemptsOf = (id: string) =>
  fixture.db
    .selectFrom('delivery_attempt')
    .selectAll()
    .where('delivery_id', '=', id)
    .orderBy('number')
    .execute();

const setStatus = (status: 'active' | 'inactive') =>
  fixture.db
    .updateTable('integration')
    .set({ status })
    .where('id', '=', fixture.integrationId)
    .execute();

describe('a published message', () => {
  it('arrives as it was frozen, signed, and leaves an attempt', async () => {
    fixture = await createDeliveryFixture();
    const { receiver, db, manager, integrationId } = fixture;
    const { secret } = await generateSigningKey(manager, integrationId);
    receiver.trust(secret);
    receiver.answer({ status: 202, body: 'taken' });
    await fixture.startWorker();
    const [id = ''] = await fixture.publish('Accepted');
    const [webhook] = await receiver.waitFor(1);
    const stored = await db.selectFrom('delivery').select('body').executeTakeFirstOrThrow();
    expect(webhook).toMatchObject({
      id,
      path: '/hooks/leads/accepted',
      text: stored.body,
      verifiedBy: [secret],
    });
    expect(webhook?.body).toMatchObject({ statusUpdateId: id, status: 'Accepted' });
    expect(webhook?.headers['content-type']).toBe('application/json');
    await fixture.waitForDelivery(id, { state: 'succeeded', attempts: 1, last_status: 202 });
    expect(await attemptsOf(id)).toMatchObject([
      { number: 1, status: 202, error: null, reply_start: 'taken' },
    ]);
  });

  it('goes out unsigned without a key', async () => {
    fixture = await createDeliveryFixture();
    await fixture.startWorker();
    await fixture.publish('Accepted');
    const [webhook] = await fixture.receiver.waitFor(1);
    expect(webhook?.headers).toHaveProperty('webhook-timestamp');
    expect(webhook?.headers).not.toHaveProperty('webhook-signature');
  });

  it('carries a signature of each key while they rotate, then of the new one alone', async () => {
    fixture = await createDeliveryFixture();
    const { receiver, manager, integrationId, db } = fixture;
    const { secret: before } = await generateSigningKey(manager, integrationId);
    const { secret: after } = await rotateSigningKey(manager, { integrationId, overlapHours: 1 });
    receiver.trust(before, after);
    await fixture.startWorker();
    await fixture.publish('Accepted');
    const [first] = await receiver.waitFor(1);
    expect(first?.verifiedBy).toEqual([before, after]);
    await sql`update signing_key set expires_at = now() where expires_at is not null`.execute(db);
    await fixture.publish('Declined');
    const [, second] = await receiver.waitFor(2);
    expect(second?.verifiedBy).toEqual([after]);
    await removeSigningKey(manager, integrationId);
    await fixture.publish('Invoiced');
    const [, , third] = await receiver.waitFor(3);
    expect(third?.headers).not.toHaveProperty('webhook-signature');
  });
});

describe('the messages of one lead', () => {
  it('go out in order although they are due together', async () => {
    fixture = await createDeliveryFixture();
    fixture.receiver.answer({ delayMs: 30 });
    await fixture.startWorker();
    const ids = await fixture.publish('Accepted', 'AppointmentScheduled', 'Invoiced');
    const received = await fixture.receiver.waitFor(3);
    expect(received.map((one) => one.id)).toEqual(ids);
    const timestamps = received.map((one) => Number(one.body['timestamp']));
    expect(timestamps).toEqual([...new Set(timestamps)].sort((one, other) => one - other));
  });

  it('wait for one that fails, but no longer than five minutes, and use no try', async () => {
    fixture = await createDeliveryFixture();
    const { receiver, db } = fixture;
    receiver.answer(({ path }) => ({ status: path.endsWith('/accepted') ? 500 : 200 }));
    await fixture.startWorker();
    const [first = '', second = ''] = await fixture.publish('Accepted', 'Declined');
    await fixture.waitForDelivery(first, { attempts: 1 });
    await fixture.makeAllDue();
    await fixture.waitForDelivery(first, { attempts: 2 });
    await fixture.waitForDelivery(second, { state: 'waiting', attempts: 0 });
    await sql`update delivery set first_attempt_at = now() - interval '5 minutes' where id = ${first}`.execute(
      db,
    );
    await fixture.makeAllDue();
    await fixture.waitForDelivery(second, { state: 'succeeded', attempts: 1 });
  });
});

describe('while it may not be sent', () => {
  it('is held by an inactive integration, uses no try, and goes out after reactivation', async () => {
    fixture = await createDeliveryFixture();
    await setStatus('inactive');
    await fixture.startWorker();
    const [id = ''] = await fixture.publish('Accepted');
    await fixture.passRound();
    await fixture.waitForDelivery(id, { state: 'waiting', attempts: 0 });
    expect(fixture.receiver.received.map((one) => one.id)).not.toContain(id);
    await setStatus('active');
    await fixture.waitForDelivery(id, { state: 'succeeded', attempts: 1 });
  });

  it('is not held once the integration is deleted', async () => {
    fixture = await createDeliveryFixture();
    const [id = ''] = await fixture.publish('Accepted');
    await fixture.db
      .updateTable('integration')
      .set({ status: 'inactive', deleted_at: new Date() })
      .execute();
    await fixture.startWorker();
    await fixture.waitForDelivery(id, { state: 'succeeded' });
  });
});

describe('a worker', () => {
  it('sends what a killed one had under way again, under the same id', async () => {
    fixture = await createDeliveryFixture();
    const { receiver, services, db } = fixture;
    const { boss } = services.queue;
    const [id = ''] = await fixture.publish('Accepted');
    // What a worker that was killed leaves behind: a job that is taken and whose lease is over.
    const [taken] = await boss.fetch(deliveryQueue.name);
    await sql`update pgboss.job set started_on = now() - interval '31 seconds', heartbeat_on = now() - interval '11 seconds'
      where id = ${taken?.id}`.execute(db);
    await boss.supervise(deliveryQueue.name);
    await fixture.startWorker();
    await fixture.waitForDelivery(id, { state: 'succeeded', attempts: 1 });
    expect(receiver.received.map((one) => one.id)).toEqual([id]);
  });

  it('is not held up by a receiver that hangs', async () => {
    fixture = await createDeliveryFixture();
    const { receiver, makeLead } = fixture;
    receiver.answer(({ body }) => ({ hangs: body['status'] === 'Declined' }));
    await fixture.startWorker();
    await fixture.publishFor(await makeLead(), 'Declined');
    await receiver.waitFor(1);
    await fixture.publishFor(await makeLead(), 'Accepted');
    const [, second] = await receiver.waitFor(2);
    await fixture.waitForDelivery(second?.id ?? '', { state: 'succeeded' });
    await receiver.close();
  });

  it('finishes what is under way when it is stopped', async () => {
    fixture = await createDeliveryFixture();
    fixture.receiver.answer({ delayMs: 300 });
    const worker = await fixture.startWorker();
    const [id = ''] = await fixture.publish('Accepted');
    await fixture.receiver.waitFor(1);
    await worker.stop();
    await fixture.waitForDelivery(id, { state: 'succeeded', attempts: 1 });
  });
});

it('signs with a key made while the message waits', async () => {
  fixture = await createDeliveryFixture();
  const { manager, receiver, integrationId } = fixture;
  await fixture.publish('Accepted');
  const { secret } = await change(manager, 'integration.save_webhooks', async (tx) => ({
    value: await createSigningKey(tx, manager, integrationId),
    audit: noAudit('test'),
  }));
  receiver.trust(secret);
  await fixture.startWorker();
  const [webhook] = await receiver.waitFor(1);
  expect(webhook?.verifiedBy).toEqual([secret]);
});
