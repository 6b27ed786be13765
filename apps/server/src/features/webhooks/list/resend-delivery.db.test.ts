import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId } from '#platform/id.ts';
import { makeStaff } from '#testing/factories.ts';
import { createDeliveryFixture } from '../delivery-fixture.ts';
import type { DeliveryFixture } from '../delivery-fixture.ts';
import { getDelivery } from './get-delivery.ts';
import { resendDelivery } from './resend-delivery.ts';

let fixture: DeliveryFixture;
beforeEach(async () => {
  fixture = await createDeliveryFixture();
});
afterEach(async () => fixture.close());

it('makes a waiting message due now, and is audited', async () => {
  const { receiver, manager, db } = fixture;
  receiver.plan({ status: 500 });
  await fixture.startWorker();
  const [id = ''] = await fixture.publish('Accepted');
  await fixture.waitForDelivery(id, { attempts: 1 });
  await resendDelivery(manager, id);
  await fixture.waitForDelivery(id, { state: 'succeeded', attempts: 2 });
  const audit = await db.selectFrom('audit_entry').selectAll().executeTakeFirstOrThrow();
  expect(audit).toMatchObject({ action: 'delivery.resend', subject_id: id });
});

it('sends a message that had succeeded again, under the same id, and keeps it succeeded', async () => {
  const { receiver, manager } = fixture;
  receiver.plan({ status: 200 }, { status: 500 });
  await fixture.startWorker();
  const [id = ''] = await fixture.publish('Accepted');
  await fixture.waitForDelivery(id, { state: 'succeeded', attempts: 1 });
  const waiting = await resendDelivery(manager, id);
  expect(waiting).toMatchObject({ id, state: 'waiting' });
  await fixture.waitForDelivery(id, { state: 'succeeded', attempts: 2, last_status: 500 });
  expect(receiver.received.map((one) => one.id)).toEqual([id, id]);
  const { attemptList } = await getDelivery(manager, id);
  expect(attemptList.map((one) => one.status)).toEqual([200, 500]);
});

it('probes a paused prefix, and a 2xx ends the pause', async () => {
  const { receiver, manager, db } = fixture;
  receiver.plan({ status: 410 });
  await fixture.startWorker();
  const [id = ''] = await fixture.publish('Accepted');
  await fixture.waitForDelivery(id, { state: 'failed' });
  const [next = ''] = await fixture.publish('Declined');
  await resendDelivery(manager, id);
  await fixture.waitForDelivery(id, { state: 'succeeded', attempts: 2 });
  await fixture.waitForDelivery(next, { state: 'succeeded' });
  const prefix = await db.selectFrom('webhook_prefix').selectAll().executeTakeFirstOrThrow();
  expect(prefix).toMatchObject({ paused_at: null, paused_reason: null, failing_since: null });
});

it('refuses while a try is under way', async () => {
  const { receiver, manager } = fixture;
  receiver.answer({ delayMs: 500 });
  await fixture.startWorker();
  const [id = ''] = await fixture.publish('Accepted');
  await receiver.waitFor(1);
  await expect(resendDelivery(manager, id)).rejects.toMatchObject({ code: 'delivery_state' });
});

it('refuses a viewer, and answers 404 for a delivery that is not there', async () => {
  const viewer = fixture.contextFor(await makeStaff(fixture.db, 'viewer'));
  const [id = ''] = await fixture.publish('Accepted');
  await expect(resendDelivery(viewer, id)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(resendDelivery(fixture.manager, newId())).rejects.toMatchObject({
    code: 'not_found',
  });
});
