import { afterEach, beforeEach, expect, it } from 'vitest';
import { announceAvailability, findNews } from './announce-availability.ts';
import { createAvailabilityFixture } from './availability-fixture.ts';
import type { AvailabilityFixture } from './availability-fixture.ts';
import { readProfilesOf } from '../profile-batches.ts';

let fixture: AvailabilityFixture;
beforeEach(async () => {
  fixture = await createAvailabilityFixture();
  await fixture.setDaily({ from: '08:00', to: '12:00', spots: 2 });
});
afterEach(async () => fixture.close());

async function findOut() {
  const { db, tenantId, connectionId, integrationId, worker } = fixture;
  const profiles = await readProfilesOf(db, { tenantId, connectionId });
  return { integrationId, news: await findNews(worker, { integrationId, profiles }) };
}

it('what is news is found out while somebody else holds the profiles', async () => {
  await fixture.act(async (tx, ctx) => {
    const { integrationId, news } = await findOut();
    await announceAvailability(tx, ctx, { integrationId, news });
    expect(await findOut()).toEqual({ integrationId, news });
  });
  expect(await fixture.messages()).toHaveLength(1);
});

it('what the partner took since the comparison is left to the one after it', async () => {
  const before = await findOut();
  await fixture.startWorker();
  await fixture.compare();
  const [message] = await fixture.messages();
  await fixture.waitForDelivery(message?.id ?? '', { state: 'succeeded' });
  await fixture.act((tx, ctx) => announceAvailability(tx, ctx, before));
  expect(await fixture.messages()).toHaveLength(1);
  expect((await findOut()).news).toMatchObject([{ isNews: false }]);
});
