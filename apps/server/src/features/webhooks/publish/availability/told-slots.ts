import { sql } from 'kysely';
import { profileKey, slotKey } from '#features/availability/index.ts';
import type { Slot } from '#features/availability/index.ts';
import type { Reader, Tx } from '#platform/act/context.ts';
import type { ConnectedProfile } from '../profile-batches.ts';

export type ProfileKey = Pick<ConnectedProfile, 'tenantId' | 'connectionId' | 'profileId'>;

/** As it is stored: serviceId, startSec, durationSec, spotsOpen, spotsTotal. */
type StoredSlot = [string, number, number, number, number];

const daySeconds = 86_400;

/** What each profile's partner took last, in the order of the profiles. */
export async function readToldSlots(
  db: Reader,
  profiles: readonly ProfileKey[],
): Promise<Slot[][]> {
  if (profiles.length === 0) return [];
  const rows = await db
    .selectFrom('announced_availability')
    .select(['connection_id as connectionId', 'profile_id as profileId', 'slots'])
    .where('tenant_id', 'in', [...new Set(profiles.map((one) => one.tenantId))])
    .where('connection_id', 'in', [...new Set(profiles.map((one) => one.connectionId))])
    .where('profile_id', 'in', [...new Set(profiles.map((one) => one.profileId))])
    .execute();
  const told = Map.groupBy(rows, profileKey);
  return profiles.map((profile) =>
    (told.get(profileKey(profile)) ?? []).flatMap(({ slots }) =>
      (slots as unknown as StoredSlot[]).map(toSlot),
    ),
  );
}

/** Notes that the partner took these slots; those without spots are forgotten, and so are days that are over. */
export async function saveToldSlots(
  tx: Tx,
  profile: ProfileKey,
  slots: readonly Slot[],
): Promise<void> {
  const before = await lockToldSlots(tx, profile);
  const known = new Map(before.map((one) => [slotKey(one), one]));
  for (const slot of slots) known.set(slotKey(slot), slot);
  const kept = Map.groupBy(
    [...known.values()].filter((one) => one.spotsTotal > 0),
    (one) => Math.floor(one.startSec / daySeconds),
  );
  const touched = new Set(slots.map((one) => Math.floor(one.startSec / daySeconds)));
  for (const day of touched) await saveDay(tx, profile, { day, slots: kept.get(day) ?? [] });
  await tx
    .deleteFrom('announced_availability')
    .where('tenant_id', '=', profile.tenantId)
    .where('connection_id', '=', profile.connectionId)
    .where('profile_id', '=', profile.profileId)
    .where((eb) =>
      eb.or([
        eb('starts_on', '<', sql<string>`current_date - 2`),
        eb(sql<number>`jsonb_array_length(slots)`, '=', 0),
      ]),
    )
    .execute();
}

/** Two messages about one profile may succeed at the same moment. */
async function lockToldSlots(tx: Tx, profile: ProfileKey): Promise<Slot[]> {
  await tx
    .selectFrom('profile_availability')
    .select('profile_id')
    .where('tenant_id', '=', profile.tenantId)
    .where('connection_id', '=', profile.connectionId)
    .where('profile_id', '=', profile.profileId)
    .forUpdate()
    .execute();
  const [told = []] = await readToldSlots(tx, [profile]);
  return told;
}

async function saveDay(
  tx: Tx,
  { tenantId, connectionId, profileId }: ProfileKey,
  { day, slots }: { day: number; slots: readonly Slot[] },
): Promise<void> {
  const stored = JSON.stringify(slots.map(toStored));
  await tx
    .insertInto('announced_availability')
    .values({
      tenant_id: tenantId,
      connection_id: connectionId,
      profile_id: profileId,
      starts_on: new Date(day * daySeconds * 1_000).toISOString().slice(0, 10),
      slots: stored,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'connection_id', 'profile_id', 'starts_on'])
        .doUpdateSet({ slots: stored }),
    )
    .execute();
}

/** The partner begins anew: it knows nothing of these accounts. */
export async function forgetToldSlots(
  tx: Tx,
  { tenantId, connectionId }: { tenantId: string; connectionId: string },
): Promise<void> {
  await tx
    .deleteFrom('announced_availability')
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .execute();
}

function toSlot([serviceId, startSec, durationSec, spotsOpen, spotsTotal]: StoredSlot): Slot {
  return { serviceId, startSec, durationSec, spotsOpen, spotsTotal };
}

function toStored({ serviceId, startSec, durationSec, spotsOpen, spotsTotal }: Slot): StoredSlot {
  return [serviceId, startSec, durationSec, spotsOpen, spotsTotal];
}
