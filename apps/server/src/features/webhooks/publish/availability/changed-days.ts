import {
  findChangedDays,
  horizonDays,
  readProfileSlots,
  toDay,
  toSpan,
} from '#features/availability/index.ts';
import type { ChangedDay, Slot } from '#features/availability/index.ts';
import type { Reader } from '#platform/act/context.ts';
import type { ConnectedProfile } from '../profile-batches.ts';
import { readToldSlots } from './told-slots.ts';

export const availabilityPath = '/availability/updated';

export interface ProfileNews {
  profile: ConnectedProfile;
  /** The tenant's day. */
  today: string;
  days: ChangedDay[];
}

/** Of each profile of an integration, the days whose open spots are not what its partner took last. */
export async function readChangedDays(
  db: Reader,
  {
    integrationId,
    profiles,
    now,
    tried = [],
  }: {
    integrationId: string;
    profiles: readonly ConnectedProfile[];
    now: Date;
    /** Of each profile, the slots that an earlier try of its message named. */
    tried?: readonly (readonly Slot[])[];
  },
): Promise<ProfileNews[]> {
  const dated = profiles.map((one) => ({
    ...one,
    firstDay: toDay(now, one.timeZone),
    days: horizonDays,
  }));
  const current = await readProfileSlots(db, { integrationId, profiles: dated });
  const told = await readToldSlots(db, profiles);
  return profiles.map((profile, index) => {
    const days = dated[index];
    if (days === undefined) throw new Error('a profile has no days');
    return {
      profile,
      today: days.firstDay.toString(),
      days: findChangedDays({
        current: current[index] ?? [],
        told: told[index] ?? [],
        tried: tried[index] ?? [],
        timeZone: profile.timeZone,
        nowSec: now.getTime() / 1_000,
        untilSec: toSpan(days).toMs / 1_000,
      }),
    };
  });
}
