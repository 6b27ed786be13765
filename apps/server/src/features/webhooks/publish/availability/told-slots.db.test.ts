import type { KyselyPlugin } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Slot } from '#features/availability/index.ts';
import { createAvailabilityFixture } from './availability-fixture.ts';
import type { AvailabilityFixture } from './availability-fixture.ts';
import type { ProfileKey } from './lock-profile-rows.ts';
import { readToldSlots, saveToldSlots } from './told-slots.ts';
import type { TakenSlots } from './told-slots.ts';

let fixture: AvailabilityFixture;
beforeEach(async () => {
  fixture = await createAvailabilityFixture();
});
afterEach(async () => fixture.close());

const slot = (day: number, spotsOpen: number, serviceId = 'ac'): Slot => ({
  serviceId,
  startSec: Math.floor(fixture.clock.now().getTime() / 1_000) + day * 86_400,
  durationSec: 3_600,
  spotsOpen,
  spotsTotal: spotsOpen,
});

async function makeProfiles(count: number): Promise<ProfileKey[]> {
  const { db, tenantId, connectionId } = fixture;
  const profiles = Array.from({ length: count }, (_, at) => ({
    tenantId,
    connectionId,
    profileId: `p-${String(at).padStart(2, '0')}`,
  }));
  const rows = profiles.map(({ profileId }) => ({
    tenant_id: tenantId,
    connection_id: connectionId,
    profile_id: profileId,
  }));
  await db
    .insertInto('connection_profile')
    .values(rows.map((row, position) => ({ ...row, name: row.profile_id, position })))
    .execute();
  await db.insertInto('profile_availability').values(rows).execute();
  return profiles;
}

/** Saves, and answers how many statements that took. */
async function save(taken: TakenSlots[]): Promise<number> {
  let statements = 0;
  const count: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  await fixture.act((tx) => saveToldSlots(tx.withPlugin(count), taken));
  return statements;
}

it('what many partners took is kept by as few statements as what one took', async () => {
  const profiles = await makeProfiles(20);
  const days = Array.from({ length: 14 }, (_, day) => slot(day, 2));
  const [first] = profiles;
  if (first === undefined) throw new Error('there are no profiles');
  const ofOne = await save([{ profile: first, slots: days }]);
  const ofAll = await save(profiles.map((profile) => ({ profile, slots: days })));
  expect(ofAll).toBe(ofOne);
  const told = await readToldSlots(fixture.db, profiles);
  for (const one of told) expect(one.toSorted((a, b) => a.startSec - b.startSec)).toEqual(days);
});

it('of two messages about one profile the later one counts, and other profiles are left alone', async () => {
  const [one, other] = await makeProfiles(2);
  if (one === undefined || other === undefined) throw new Error('there are no profiles');
  await save([{ profile: other, slots: [slot(1, 3)] }]);
  await save([
    { profile: one, slots: [slot(1, 2), slot(2, 2), slot(2, 1, 'drain')] },
    { profile: one, slots: [slot(1, 1), slot(2, 0)] },
  ]);
  expect(await readToldSlots(fixture.db, [one, other])).toEqual([
    [slot(1, 1), slot(2, 1, 'drain')],
    [slot(1, 3)],
  ]);
  await save([{ profile: one, slots: [slot(1, 0)] }]);
  const days = await fixture.db
    .selectFrom('announced_availability')
    .select('profile_id')
    .orderBy('profile_id')
    .execute();
  expect(days.map(({ profile_id: id }) => id)).toEqual([one.profileId, other.profileId]);
});
