import { sql } from 'kysely';
import type { Reader } from '#platform/act/context.ts';
import { toDaySlots } from './day-slots.ts';
import type { Days, DaySlot } from './day-slots.ts';
import { readCapacities } from './read-capacities.ts';
import { rememberInstants, toInstantMs } from './wall-clock.ts';

export interface TenantDays extends Days {
  tenantId: string;
  timeZone: string;
}

/** A window of a business unit on one day. */
export interface UnitSlot extends DaySlot {
  /** Appointments that start in it; may be more than there are spots. */
  taken: number;
}

/** The windows of a business unit by day, those of a day by start. */
export type UnitSlots = (businessUnitId: string) => ReadonlyMap<string, readonly UnitSlot[]>;

/** The windows of the tenants' business units on their days; those of a unit are worked out when they are asked for. */
export async function readUnitSlots(
  db: Reader,
  tenants: readonly TenantDays[],
): Promise<UnitSlots> {
  const tenantIds = tenants.map((one) => one.tenantId);
  const capacities = await readCapacities(db, { tenantIds });
  const appointments = await readAppointments(db, tenants);
  const daysOf = new Map(tenants.map((one) => [one.tenantId, one]));
  const known = new Map<string, ReadonlyMap<string, UnitSlot[]>>();
  const toInstant = rememberInstants();
  return (unitId) => {
    const before = known.get(unitId);
    if (before !== undefined) return before;
    const capacity = capacities.get(unitId);
    const days = daysOf.get(capacity?.tenantId ?? '');
    const slots =
      capacity === undefined || days === undefined
        ? []
        : countTaken(toDaySlots(capacity, { ...days, toInstant }), appointments.get(unitId) ?? []);
    const byDay = Map.groupBy(slots, ({ day }) => day);
    known.set(unitId, byDay);
    return byDay;
  };
}

/**
 * Gives each appointment to the window that its start falls into; one that begins outside of all windows takes no spot.
 * @param startsSec ascending, as the slots are
 */
export function countTaken(slots: readonly DaySlot[], startsSec: readonly number[]): UnitSlot[] {
  let next = 0;
  return slots.map((slot) => {
    const endSec = slot.startSec + slot.durationSec;
    while (next < startsSec.length && (startsSec[next] ?? 0) < slot.startSec) next += 1;
    const first = next;
    while (next < startsSec.length && (startsSec[next] ?? 0) < endSec) next += 1;
    return { ...slot, taken: next - first };
  });
}

/** Starts of the appointments that are still to come or were kept, by business unit, ascending. */
async function readAppointments(
  db: Reader,
  tenants: readonly TenantDays[],
): Promise<Map<string, number[]>> {
  if (tenants.length === 0) return new Map();
  const spans = tenants.map((one) => toSpan(one));
  const rows = await db
    .selectFrom('lead')
    .select([
      'business_unit_id as unitId',
      sql<number>`floor(extract(epoch from appointment_start_at))::bigint`.as('startSec'),
    ])
    .where(
      'tenant_id',
      'in',
      tenants.map((one) => one.tenantId),
    )
    .where('appointment_start_at', '>=', new Date(Math.min(...spans.map((one) => one.fromMs))))
    .where('appointment_start_at', '<', new Date(Math.max(...spans.map((one) => one.toMs))))
    .where('state', 'in', ['scheduled', 'invoiced'])
    .where('business_unit_id', 'is not', null)
    .orderBy('appointment_start_at')
    .execute();
  const starts = new Map<string, number[]>();
  for (const { unitId, startSec } of rows) {
    if (unitId === null) continue;
    const known = starts.get(unitId);
    if (known === undefined) starts.set(unitId, [startSec]);
    else known.push(startSec);
  }
  return starts;
}

/** The days as instants: from the first midnight to the last. */
export function toSpan({ firstDay, days, timeZone }: TenantDays): { fromMs: number; toMs: number } {
  return {
    fromMs: toInstantMs(firstDay, 0, timeZone),
    toMs: toInstantMs(firstDay.add({ days }), 0, timeZone),
  };
}
