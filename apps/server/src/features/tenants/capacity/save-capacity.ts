import type { Capacity } from '@leads/contract/capacity';
import { Problem } from '@leads/contract/problem';
import { readCapacities, toDay, toMinute } from '#features/availability/index.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';

export interface SaveCapacity {
  tenantId: string;
  businessUnitId: string;
  capacity: Capacity;
  /** `platform`: from now on the tenant portal only shows it. */
  source: 'portal' | 'platform';
  /** What the portal's save is based on; left out, whatever is there is replaced. */
  version?: number;
}

export interface SavedCapacity {
  /** False when it was the same already; then nothing is written. */
  changed: boolean;
  version: number;
  before: Capacity & { source: string };
  after: Capacity & { source: string };
}

const nothing: Capacity = { week: [], changedDays: [] };

/**
 * Replaces the capacity of a business unit within the act `capacity.save`; `before` and `after` are for its audit row.
 * Days that are past are forgotten. The caller has the tenant's open spots compared when it `changed`, once and last.
 * @throws Problem `not_found`; for the portal also `changed_meanwhile` and `managed_elsewhere` while the host platform
 * keeps it
 */
export async function saveCapacity(
  tx: Tx,
  ctx: Context,
  save: SaveCapacity,
): Promise<SavedCapacity> {
  const { tenantId, businessUnitId, source } = save;
  const timeZone = await requireUnit(tx, save);
  const stored = await lockCapacity(tx, ctx, save);
  requireMaySave(stored, save);
  const known = await readCapacities(tx, {
    tenantIds: [tenantId],
    businessUnitIds: [businessUnitId],
  });
  const before = toOrdered(known.get(businessUnitId) ?? nothing);
  const today = toDay(ctx.clock.now(), timeZone).toString();
  const after = toOrdered(save.capacity, today);
  const result = { before: { ...before, source: stored.source }, after: { ...after, source } };
  if (isSameCapacity({ ...stored, capacity: before }, { ...save, today }))
    return { changed: false, version: stored.version, ...result };
  await replaceWindows(tx, { tenantId, businessUnitId, capacity: after });
  const version = stored.version + 1;
  await tx
    .updateTable('business_unit_capacity')
    .set({ version, source, saved_at: ctx.clock.now(), saved_by_name: ctx.actor.name })
    .where('tenant_id', '=', tenantId)
    .where('business_unit_id', '=', businessUnitId)
    .execute();
  await sendHint(tx, { topic: 'availability', id: businessUnitId, tenantId });
  return { changed: true, version, ...result };
}

/**
 * Whether a save would change nothing, past days aside. A unit without a version was never saved: to save it empty is its
 * first save.
 */
export function isSameCapacity(
  stored: { version: number; source: string; capacity: Capacity },
  { source, capacity, today }: Pick<SaveCapacity, 'source' | 'capacity'> & { today: string },
): boolean {
  const [known, wanted] = [stored.capacity, capacity].map((one) =>
    JSON.stringify(toOrdered(one, today)),
  );
  return stored.version > 0 && stored.source === source && known === wanted;
}

/** Answers the tenant's zone. */
async function requireUnit(
  tx: Tx,
  { tenantId, businessUnitId, source }: SaveCapacity,
): Promise<string> {
  const unit = await tx
    .selectFrom('business_unit as unit')
    .innerJoin('tenant', 'tenant.id', 'unit.tenant_id')
    .select(['tenant.time_zone as timeZone', 'unit.active'])
    .where('unit.tenant_id', '=', tenantId)
    .where('unit.id', '=', businessUnitId)
    .executeTakeFirst();
  if (unit !== undefined && (unit.active || source === 'platform')) return unit.timeZone;
  throw new Problem('not_found', {
    detail: 'There is no such business unit here. Load the page again to see those there are.',
  });
}

async function lockCapacity(tx: Tx, ctx: Context, { tenantId, businessUnitId }: SaveCapacity) {
  const key = { tenant_id: tenantId, business_unit_id: businessUnitId };
  await tx
    .insertInto('business_unit_capacity')
    .values({ ...key, saved_at: ctx.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return tx
    .selectFrom('business_unit_capacity')
    .select(['version', 'source', 'saved_by_name as savedByName'])
    .where('tenant_id', '=', tenantId)
    .where('business_unit_id', '=', businessUnitId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

function requireMaySave(
  stored: { version: number; source: string; savedByName: string },
  { source, version }: SaveCapacity,
): void {
  if (source === 'portal' && stored.source === 'platform') {
    throw new Problem('managed_elsewhere', {
      detail:
        'Your field service system keeps the capacity of this business unit. Change it there; it shows here at once.',
    });
  }
  if (version === undefined || version === stored.version) return;
  throw new Problem('changed_meanwhile', {
    detail: `${stored.savedByName} saved the capacity since you opened it. Load it again, then repeat your change.`,
    context: { currentVersion: stored.version },
  });
}

/** Days and windows by time, without closed weekdays and, where today is given, without past days. */
function toOrdered({ week, changedDays }: Capacity, today = ''): Capacity {
  return {
    week: week
      .filter(({ windows }) => windows.length > 0)
      .map(({ weekday, windows }) => ({ weekday, windows: byStart(windows) }))
      .sort((a, b) => a.weekday - b.weekday),
    changedDays: changedDays
      .filter(({ date }) => date >= today)
      .map(({ date, windows }) => ({ date, windows: byStart(windows) }))
      .sort((a, b) => a.date.localeCompare(b.date)),
  };
}

function byStart(windows: Capacity['week'][number]['windows']) {
  return windows
    .map(({ from, to, spots }) => ({ from, to, spots }))
    .sort((a, b) => a.from.localeCompare(b.from));
}

async function replaceWindows(
  tx: Tx,
  {
    tenantId,
    businessUnitId,
    capacity,
  }: Pick<SaveCapacity, 'tenantId' | 'businessUnitId' | 'capacity'>,
): Promise<void> {
  for (const table of ['capacity_window', 'capacity_exception'] as const) {
    await tx
      .deleteFrom(table)
      .where('tenant_id', '=', tenantId)
      .where('business_unit_id', '=', businessUnitId)
      .execute();
  }
  const unit = { tenant_id: tenantId, business_unit_id: businessUnitId };
  const days = capacity.changedDays.map(({ date }) => ({ ...unit, on_day: date }));
  if (days.length > 0) await tx.insertInto('capacity_exception').values(days).execute();
  const windows = [
    ...capacity.week.flatMap((day) =>
      day.windows.map((one) => ({ ...one, weekday: day.weekday, on_day: null })),
    ),
    ...capacity.changedDays.flatMap((day) =>
      day.windows.map((one) => ({ ...one, weekday: null, on_day: day.date })),
    ),
  ].map(({ from, to, spots, weekday, on_day }) => ({
    ...unit,
    weekday,
    on_day,
    start_minute: toMinute(from),
    end_minute: toMinute(to),
    spots,
  }));
  if (windows.length > 0) await tx.insertInto('capacity_window').values(windows).execute();
}
