import { sql } from 'kysely';
import { profileKey, slotKey } from '#features/availability/index.ts';
import type { Slot } from '#features/availability/index.ts';
import type { Reader, Tx } from '#platform/act/context.ts';
import { lockProfileRows, sameProfiles } from './lock-profile-rows.ts';
import type { ProfileKey } from './lock-profile-rows.ts';

/** As it is stored: serviceId, startSec, durationSec, spotsOpen, spotsTotal. */
type StoredSlot = [string, number, number, number, number];

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

export interface TakenSlots {
  profile: ProfileKey;
  slots: readonly Slot[];
}

/**
 * Notes what partners took, in the order they took it; slots without spots are forgotten, and so are days that are over.
 * Holds the profiles' rows until the transaction ends: two messages about one profile may succeed at the same moment.
 */
export async function saveToldSlots(tx: Tx, taken: readonly TakenSlots[]): Promise<void> {
  if (taken.length === 0) return;
  const profiles = [
    ...new Map(taken.map(({ profile }) => [profileKey(profile), profile])).values(),
  ];
  await lockProfileRows(tx, profiles);
  const days = toDays(taken);
  for (const { day, slots } of await readDays(tx, [...days.values()])) {
    const known = days.get(dayKey(day));
    if (known !== undefined) known.slots = new Map([...slots, ...known.slots]);
  }
  const merged = [...days.values()].map(toMerged);
  await saveDays(
    tx,
    merged.filter(({ slots }) => slots.length > 0),
  );
  await forgetDays(tx, { profiles, days: merged.filter(({ slots }) => slots.length === 0) });
}

/** The slots of a profile that begin on a day of UTC. */
interface Day extends ProfileKey {
  startsOn: string;
}

interface DaySlots extends Day {
  slots: Map<string, Slot>;
}

const dayKey = (day: Day): string => `${profileKey(day)} ${day.startsOn}`;

function toDays(taken: readonly TakenSlots[]): Map<string, DaySlots> {
  const days = new Map<string, DaySlots>();
  for (const { profile, slots } of taken) {
    for (const slot of slots) {
      const day = { ...profile, startsOn: toDayOfUtc(slot) };
      const known = days.get(dayKey(day)) ?? { ...day, slots: new Map<string, Slot>() };
      known.slots.set(slotKey(slot), slot);
      days.set(dayKey(day), known);
    }
  }
  return days;
}

function toDayOfUtc({ startSec }: Slot): string {
  return new Date(startSec * 1_000).toISOString().slice(0, 10);
}

async function readDays(
  tx: Tx,
  days: readonly Day[],
): Promise<{ day: Day; slots: [string, Slot][] }[]> {
  const { rows } = await sql<Day & { slots: StoredSlot[] }>`
    select tenant_id as "tenantId", connection_id as "connectionId", profile_id as "profileId",
      starts_on::text as "startsOn", slots
    from announced_availability
    where ${sameDays(days)}`.execute(tx);
  return rows.map(({ slots, ...day }) => ({
    day,
    slots: slots.map(toSlot).map((slot): [string, Slot] => [slotKey(slot), slot]),
  }));
}

interface MergedDay extends Day {
  slots: StoredSlot[];
}

function toMerged({ slots, ...day }: DaySlots): MergedDay {
  const kept = [...slots.values()].filter((one) => one.spotsTotal > 0);
  return { ...day, slots: kept.map(toStored) };
}

async function saveDays(tx: Tx, days: readonly MergedDay[]): Promise<void> {
  await sql`
    insert into announced_availability (tenant_id, connection_id, profile_id, starts_on, slots)
    select * from json_to_recordset(${JSON.stringify(days)}::json) as day(
      "tenantId" uuid, "connectionId" uuid, "profileId" text, "startsOn" date, slots jsonb)
    on conflict (tenant_id, connection_id, profile_id, starts_on)
      do update set slots = excluded.slots`.execute(tx);
}

/** These days, and those of the profiles that are over. */
async function forgetDays(
  tx: Tx,
  { profiles, days }: { profiles: readonly ProfileKey[]; days: readonly Day[] },
): Promise<void> {
  const isOver = sql<boolean>`starts_on < current_date - 2`;
  await tx
    .deleteFrom('announced_availability')
    .where(sameProfiles(profiles))
    .where((eb) => eb.or([isOver, sameDays(days)]))
    .execute();
}

function sameDays(days: readonly Day[]) {
  return sql<boolean>`(tenant_id, connection_id, profile_id, starts_on) in (
    select * from unnest(
      ${days.map((one) => one.tenantId)}::uuid[],
      ${days.map((one) => one.connectionId)}::uuid[],
      ${days.map((one) => one.profileId)}::text[],
      ${days.map((one) => one.startsOn)}::date[]))`;
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
