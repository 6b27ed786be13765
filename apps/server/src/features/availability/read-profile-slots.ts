import type { Reader } from '#platform/act/context.ts';
import type { Days } from './day-slots.ts';
import { readUnitSlots } from './read-unit-slots.ts';
import type { UnitSlot, UnitSlots } from './read-unit-slots.ts';
import { readServiceUnits } from './read-service-units.ts';
import type { ServiceUnits } from './read-service-units.ts';
import { byStartThenService } from './slot.ts';
import type { Slot, SlotsOfDay } from './slot.ts';

/** A business profile whose slots are asked for, and on which days of its tenant's calendar. */
export interface ProfileDays extends Days {
  tenantId: string;
  timeZone: string;
  connectionId: string;
  profileId: string;
  /** The services that the partner limits it to; null: all. */
  serviceIds: string[] | null;
}

export interface ProfileSlots {
  /** Services of the partner: a profile has at most so many slots for each window. */
  serviceCount: number;
  /**
   * The slots of a profile that begin on a day, by start: of each service that the tenant covers, the windows of the
   * business units it is mapped to and the profile stands for. Units with the same window add up.
   */
  of(profile: ProfileDays): SlotsOfDay;
}

/**
 * What the slots of these profiles follow from. They themselves are worked out for a profile and a day when they are asked
 * for: of partners with long lists they are too many to hold. A tenant's days must be the same for all its profiles.
 */
export async function readProfileSlots(
  db: Reader,
  { integrationId, profiles }: { integrationId: string; profiles: readonly ProfileDays[] },
): Promise<ProfileSlots> {
  const tenants = [...new Map(profiles.map((one) => [one.tenantId, one])).values()];
  const units = await readUnitSlots(db, tenants);
  const services = await readServiceUnits(db, { integrationId, profiles });
  return {
    serviceCount: services.serviceCount,
    of: (profile) => toSlotsOfDay(services.of(profile), units),
  };
}

function toSlotsOfDay(services: readonly ServiceUnits[], units: UnitSlots): SlotsOfDay {
  // Most services of a trade are done by the same units, so these are added up once.
  const groups = [...Map.groupBy(services, ({ unitIds }) => unitIds.join(' ')).values()];
  return (day) =>
    groups
      .flatMap((group) => {
        const sums = addUp((group[0]?.unitIds ?? []).flatMap((id) => units(id).get(day) ?? []));
        return group.flatMap(({ serviceId }) => sums.map((sum) => ({ serviceId, ...sum })));
      })
      .sort(byStartThenService);
}

type Sum = Omit<Slot, 'serviceId'>;

function addUp(slots: readonly UnitSlot[]): Sum[] {
  const sums = new Map<string, Sum>();
  for (const { startSec, durationSec, window, taken } of slots) {
    const key = `${startSec}+${durationSec}`;
    const before = sums.get(key);
    sums.set(key, {
      startSec,
      durationSec,
      spotsOpen: (before?.spotsOpen ?? 0) + Math.max(0, window.spots - taken),
      spotsTotal: (before?.spotsTotal ?? 0) + window.spots,
    });
  }
  return [...sums.values()];
}
