import type { DayAvailability, TakenSpot } from '@leads/contract/availability';
import { Problem } from '@leads/contract/problem';
import {
  horizonDays,
  listDays,
  readCapacities,
  toDay,
  toDaySlots,
  toSpan,
} from '#features/availability/index.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';

type TenantContext = Context<ActorOf<'tenant'>>;

/**
 * The coming 14 days of a business unit as they are saved: what is open, and the appointments that took the rest.
 * @throws Problem `not_found`
 */
export async function previewAvailability(
  ctx: TenantContext,
  businessUnitId: string,
): Promise<{ days: DayAvailability[] }> {
  const { tenantId } = ctx.actor;
  const { timeZone } = await requireUnit(ctx, businessUnitId);
  const firstDay = toDay(ctx.clock.now(), timeZone);
  const coming = { tenantId, timeZone, firstDay, days: horizonDays };
  const capacities = await readCapacities(ctx.db, {
    tenantIds: [tenantId],
    businessUnitIds: [businessUnitId],
  });
  const capacity = capacities.get(businessUnitId) ?? { week: [], changedDays: [] };
  const spots = await readSpots(ctx, { businessUnitId, ...toSpan(coming) });
  const changed = new Set(capacity.changedDays.map(({ date }) => date));
  const inside = new Set<TakenSpot>();
  const slotsOf = Map.groupBy(toDaySlots(capacity, coming), ({ day }) => day);
  const days = listDays(coming).map((date) => {
    const windows = (slotsOf.get(date) ?? []).map(({ window, startSec, durationSec }) => {
      const taken = spots.filter(({ startAt }) => {
        const atSec = Date.parse(startAt) / 1_000;
        return atSec >= startSec && atSec < startSec + durationSec;
      });
      for (const one of taken) inside.add(one);
      return {
        ...window,
        startAt: new Date(startSec * 1_000).toISOString(),
        durationSec,
        spotsOpen: Math.max(0, window.spots - taken.length),
        taken,
      };
    });
    return { date, changed: changed.has(date), windows };
  });
  const outside = Map.groupBy(
    spots.filter((one) => !inside.has(one)),
    ({ startAt }) => toDay(new Date(startAt), timeZone).toString(),
  );
  return { days: days.map((day) => ({ ...day, outside: outside.get(day.date) ?? [] })) };
}

async function requireUnit(ctx: TenantContext, businessUnitId: string) {
  const unit = await ctx.db
    .selectFrom('business_unit as unit')
    .innerJoin('tenant', 'tenant.id', 'unit.tenant_id')
    .select('tenant.time_zone as timeZone')
    .where('unit.tenant_id', '=', ctx.actor.tenantId)
    .where('unit.id', '=', businessUnitId)
    .where('unit.active', '=', true)
    .executeTakeFirst();
  if (unit !== undefined) return unit;
  throw new Problem('not_found', {
    detail: 'There is no such business unit here. Load the page again to see those there are.',
  });
}

async function readSpots(
  ctx: TenantContext,
  { businessUnitId, fromMs, toMs }: { businessUnitId: string; fromMs: number; toMs: number },
): Promise<TakenSpot[]> {
  const rows = await ctx.db
    .selectFrom('lead')
    .select(['id', 'customer_name as customerName', 'appointment_start_at as startAt'])
    .where('tenant_id', '=', ctx.actor.tenantId)
    .where('business_unit_id', '=', businessUnitId)
    .where('appointment_start_at', '>=', new Date(fromMs))
    .where('appointment_start_at', '<', new Date(toMs))
    .where('state', 'in', ['scheduled', 'invoiced'])
    .orderBy('appointment_start_at')
    .orderBy('id')
    .execute();
  return rows.flatMap(({ id, customerName, startAt }) =>
    startAt === null ? [] : [{ leadId: id, customerName, startAt: startAt.toISOString() }],
  );
}
