import type { Reader } from '#platform/act/context.ts';
import { readUnitSlots } from './read-unit-slots.ts';
import type { Days, UnitSlot } from './read-unit-slots.ts';
import { readServiceUnits } from './read-service-units.ts';
import type { ServiceUnits } from './read-service-units.ts';
import { byStartThenService } from './slot.ts';
import type { Slot } from './slot.ts';

/** A business profile whose slots are asked for, and on which days of its tenant's calendar. */
export interface ProfileDays extends Days {
  tenantId: string;
  timeZone: string;
  connectionId: string;
  profileId: string;
  /** The services that the partner limits it to; null: all. */
  serviceIds: string[] | null;
}

/**
 * The slots of each profile, in the order of the profiles, by start: of each service that the tenant covers, the
 * windows of the business units it is mapped to and the profile stands for. Units with the same window add up. A
 * tenant's days must be the same for all its profiles.
 */
export async function readProfileSlots(
  db: Reader,
  { integrationId, profiles }: { integrationId: string; profiles: readonly ProfileDays[] },
): Promise<Slot[][]> {
  const tenants = [...new Map(profiles.map((one) => [one.tenantId, one])).values()];
  const units = await readUnitSlots(db, tenants);
  const services = await readServiceUnits(db, { integrationId, profiles });
  return services.map((ofProfile) => toSlots(ofProfile, units));
}

function toSlots(services: readonly ServiceUnits[], units: Map<string, UnitSlot[]>): Slot[] {
  // Most services of a trade are done by the same units, so these are added up once.
  const sums = new Map<string, Sum[]>();
  return services
    .flatMap(({ serviceId, unitIds }) => {
      const key = unitIds.join(' ');
      const known = sums.get(key) ?? addUp(unitIds.map((id) => units.get(id) ?? []));
      sums.set(key, known);
      return known.map((sum) => ({ serviceId, ...sum }));
    })
    .sort(byStartThenService);
}

type Sum = Omit<Slot, 'serviceId'>;

function addUp(units: readonly UnitSlot[][]): Sum[] {
  const sums = new Map<string, Sum>();
  for (const { startSec, durationSec, window, taken } of units.flat()) {
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
