import { sql } from 'kysely';
import type { Capacity, CapacityWindow } from '@leads/contract/capacity';
import type { Reader } from '#platform/act/context.ts';
import { toWallTime } from './wall-clock.ts';

export interface UnitCapacity extends Capacity {
  tenantId: string;
  businessUnitId: string;
}

/**
 * The capacity of each business unit of these tenants that has one, active or not, in the order it is stored in: days
 * and windows by time. Without `businessUnitIds` of all their units.
 */
export async function readCapacities(
  db: Reader,
  {
    tenantIds,
    businessUnitIds,
  }: { tenantIds: readonly string[]; businessUnitIds?: readonly string[] },
): Promise<Map<string, UnitCapacity>> {
  if (tenantIds.length === 0) return new Map();
  const units = await db
    .selectFrom('business_unit_capacity')
    .select(['tenant_id as tenantId', 'business_unit_id as businessUnitId'])
    .where('tenant_id', 'in', tenantIds)
    .$if(businessUnitIds !== undefined, (query) =>
      query.where('business_unit_id', '=', sql<string>`any(${businessUnitIds ?? []}::uuid[])`),
    )
    .execute();
  if (units.length === 0) return new Map();
  const ids = units.map((one) => one.businessUnitId);
  const windows = Map.groupBy(await readWindows(db, tenantIds, ids), keyOf);
  const changed = Map.groupBy(await readChangedDays(db, tenantIds, ids), keyOf);
  return new Map(
    units.map((unit) => {
      const own = windows.get(keyOf(unit)) ?? [];
      const days = changed.get(keyOf(unit)) ?? [];
      return [unit.businessUnitId, { ...unit, ...toCapacity(own, days) }];
    }),
  );
}

interface OfUnit {
  tenantId: string;
  businessUnitId: string;
}
type WindowRow = Awaited<ReturnType<typeof readWindows>>[number];

function readWindows(db: Reader, tenantIds: readonly string[], unitIds: readonly string[]) {
  return db
    .selectFrom('capacity_window')
    .select([
      'tenant_id as tenantId',
      'business_unit_id as businessUnitId',
      'weekday',
      'on_day as onDay',
      'start_minute as startMinute',
      'end_minute as endMinute',
      'spots',
    ])
    .where('tenant_id', 'in', tenantIds)
    .where('business_unit_id', '=', sql<string>`any(${unitIds}::uuid[])`)
    .orderBy('weekday')
    .orderBy('on_day')
    .orderBy('start_minute')
    .execute();
}

function readChangedDays(db: Reader, tenantIds: readonly string[], unitIds: readonly string[]) {
  return db
    .selectFrom('capacity_exception')
    .select(['tenant_id as tenantId', 'business_unit_id as businessUnitId', 'on_day as onDay'])
    .where('tenant_id', 'in', tenantIds)
    .where('business_unit_id', '=', sql<string>`any(${unitIds}::uuid[])`)
    .orderBy('on_day')
    .execute();
}

function toCapacity(windows: readonly WindowRow[], days: readonly { onDay: string }[]): Capacity {
  const ofWeek = Map.groupBy(
    windows.filter(({ weekday }) => weekday !== null),
    ({ weekday }) => weekday ?? 0,
  );
  const ofDay = Map.groupBy(windows, ({ onDay }) => onDay);
  return {
    week: [...ofWeek].map(([weekday, own]) => ({ weekday, windows: own.map(toWindow) })),
    changedDays: days.map(({ onDay }) => ({
      date: onDay,
      windows: (ofDay.get(onDay) ?? []).map(toWindow),
    })),
  };
}

function toWindow({ startMinute, endMinute, spots }: WindowRow): CapacityWindow {
  return { from: toWallTime(startMinute), to: toWallTime(endMinute), spots };
}

function keyOf({ tenantId, businessUnitId }: OfUnit): string {
  return `${tenantId}:${businessUnitId}`;
}
