import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId } from '#platform/id.ts';
import { createDeliveryFixture } from '../delivery-fixture.ts';
import type { DeliveryFixture } from '../delivery-fixture.ts';
import { getDelivery } from './get-delivery.ts';
import { listDeliveries } from './list-deliveries.ts';

let fixture: DeliveryFixture;
beforeEach(async () => {
  fixture = await createDeliveryFixture();
});
afterEach(async () => fixture.close());

it('lists newest first, a page at a time, each once', async () => {
  const { manager } = fixture;
  await fixture.publish('Accepted', 'AppointmentScheduled');
  await fixture.publish('Invoiced');
  const first = await listDeliveries(manager, { limit: 2 });
  expect(first.total).toBe(3);
  expect(first.items[0]).toMatchObject({ path: '/leads/invoiced', state: 'waiting', attempts: 0 });
  const second = await listDeliveries(manager, { limit: 2, cursor: first.nextCursor ?? '' });
  expect(second.nextCursor).toBeNull();
  const ids = [...first.items, ...second.items].map((one) => one.id);
  expect(new Set(ids).size).toBe(3);
});

it('finds by integration, state, path, booking and id', async () => {
  const { manager, integrationId } = fixture;
  const [id = ''] = await fixture.publish('Accepted');
  await fixture.publishFor(await fixture.makeLead(), 'Declined');
  const { partnerBookingId } = await getDelivery(manager, id);
  const count = async (query: Partial<Parameters<typeof listDeliveries>[1]>) =>
    (await listDeliveries(manager, { limit: 25, ...query })).total;
  expect(await count({ integrationId })).toBe(2);
  expect(await count({ integrationId: newId() })).toBe(0);
  expect(await count({ state: 'succeeded' })).toBe(0);
  expect(await count({ path: '/leads/declined' })).toBe(1);
  expect(await count({ search: partnerBookingId })).toBe(1);
  expect(await count({ search: id })).toBe(1);
  expect(await count({ search: 'nothing' })).toBe(0);
});

it('finds by tenant, lead and how long ago, the first instant included', async () => {
  const { manager, tenantId, leadId, db, clock } = fixture;
  const [id = ''] = await fixture.publish('Accepted');
  const count = async (query: Partial<Parameters<typeof listDeliveries>[1]>) =>
    (await listDeliveries(manager, { limit: 25, ...query })).total;
  expect(await count({ tenantId, leadId })).toBe(1);
  expect(await count({ tenantId: newId() })).toBe(0);
  expect(await count({ leadId: newId() })).toBe(0);
  const dayAgoMs = clock.now().getTime() - 24 * 60 * 60 * 1000;
  const makeAt = (ms: number) =>
    db
      .updateTable('delivery')
      .set({ created_at: new Date(ms) })
      .where('id', '=', id)
      .execute();
  await makeAt(dayAgoMs);
  expect(await count({ within: '24h' })).toBe(1);
  await makeAt(dayAgoMs - 1);
  expect(await count({ within: '24h' })).toBe(0);
  expect(await count({ within: '7d' })).toBe(1);
});

it('shows the body as it is sent, and refuses a cursor of another list', async () => {
  const { manager, receiver } = fixture;
  const [id = ''] = await fixture.publish('Accepted');
  const delivery = await getDelivery(manager, id);
  expect(delivery).toMatchObject({ url: `${receiver.url}/leads/accepted`, attemptList: [] });
  expect(JSON.parse(delivery.body)).toMatchObject({ statusUpdateId: id });
  await expect(getDelivery(manager, newId())).rejects.toMatchObject({ code: 'not_found' });
  const page = listDeliveries(manager, { limit: 2, cursor: 'bm9wZQ' });
  await expect(page).rejects.toMatchObject({ code: 'invalid_request' });
});
