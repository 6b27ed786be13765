import {
  compareDays,
  horizonDays,
  listDays,
  readProfileSlots,
  toDay,
  toSpan,
} from '#features/availability/index.ts';
import type { ChangedDay, Slot } from '#features/availability/index.ts';
import type { Reader } from '#platform/act/context.ts';
import { createGiveWay } from '#platform/give-way.ts';
import type { ConnectedProfile } from '../profile-batches.ts';
import { readToldSlots } from './told-slots.ts';

export const availabilityPath = '/availability/updated';

export interface ComparedProfile {
  profile: ConnectedProfile;
  /** The slots that an earlier try of its message named. */
  tried?: readonly Slot[];
}

export interface Comparison<Compared extends ComparedProfile> {
  of: Compared;
  /** The tenant's day. */
  today: string;
  /** The days whose open spots are not what the partner took last, in order; each is worked out when it is asked for. */
  days: AsyncIterable<ChangedDay>;
}

/** Told slots that are in memory at once: partners have up to 50,000 services, profiles come by the hundred. */
const slotsAtOnce = 200_000;
/** Most tenants have no more in a day. */
const usualWindows = 4;

/**
 * Compares profiles of an integration one after the other, in their order. What is worked out is held for one day of one
 * profile, and other work of the process goes first in between.
 */
export async function* compareProfiles<Compared extends ComparedProfile>(
  db: Reader,
  {
    integrationId,
    compared,
    now,
  }: { integrationId: string; compared: readonly Compared[]; now: Date },
): AsyncGenerator<Comparison<Compared>> {
  const dated = compared.map((of) => ({ of, ...toDated(of.profile, now) }));
  const slots = await readProfileSlots(db, {
    integrationId,
    profiles: dated.map((one) => one.profile),
  });
  const giveWay = createGiveWay();
  const perProfile = Math.max(1, slots.serviceCount) * horizonDays * usualWindows;
  const atOnce = Math.max(1, Math.floor(slotsAtOnce / perProfile));
  for (let at = 0; at < dated.length; at += atOnce) {
    const some = dated.slice(at, at + atOnce);
    const told = await readToldSlots(
      db,
      some.map((one) => one.profile),
    );
    for (const [index, { of, profile, today }] of some.entries()) {
      const days = compareDays({
        days: listDays(profile),
        current: slots.of(profile),
        told: told[index] ?? [],
        tried: of.tried ?? [],
        timeZone: profile.timeZone,
        nowSec: now.getTime() / 1_000,
        untilSec: toSpan(profile).toMs / 1_000,
      });
      yield { of, today, days: onlyChanged(days, giveWay) };
    }
  }
}

function toDated(profile: ConnectedProfile, now: Date) {
  const firstDay = toDay(now, profile.timeZone);
  return { profile: { ...profile, firstDay, days: horizonDays }, today: firstDay.toString() };
}

async function* onlyChanged(
  days: Iterable<ChangedDay>,
  giveWay: () => Promise<void>,
): AsyncGenerator<ChangedDay> {
  for (const day of days) {
    await giveWay();
    if (day.changed.length > 0) yield day;
  }
}
