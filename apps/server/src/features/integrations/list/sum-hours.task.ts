import { sql } from 'kysely';
import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { defineTask } from '#platform/queue/task.ts';

const hourMs = 3_600_000;
/** Leads are shown for 7 days; the day more covers the hours that a reader's window cuts. */
const leadHours = 8 * 24;
/** A message is shown for 24 hours after it was made; within them it may still arrive. */
const deliveryHours = 25;
/** A row whose transaction was slow to commit is found when its hour is summed once more. */
const againHours = 2;

/**
 * Keeps `integration_hour`. Each run sums the newest hours anew, all that a message may still change when the hour has
 * turned, and everything that is shown when there was no run for long. Summing an hour again gives the same.
 */
export const sumHours = defineTask({
  name: 'sum-hours',
  payload: z.object({}),
  cron: '*/5 * * * *',
  run: sumNewestHours,
});

/** One run of the task. */
export async function sumNewestHours(ctx: Context): Promise<void> {
  const until = ctx.clock.now();
  await change(ctx, 'integration.sum_hours', async (tx) => {
    const last = await lockLastRun(tx);
    const hasTurned = last === undefined || startOfHour(last) < startOfHour(until);
    const untouched = last === undefined ? leadHours : hoursBetween(last, until) + againHours;
    const leadsFrom = hoursBefore(until, Math.min(leadHours, untouched));
    const deliveriesFrom = hoursBefore(until, hasTurned ? deliveryHours : againHours);
    await writeSums(tx, { leadsFrom, deliveriesFrom, until });
    if (hasTurned) await dropOldHours(tx, hoursBefore(until, leadHours));
    await noteRun(tx, until);
    return { value: undefined, audit: noAudit('sums of rows that are all kept') };
  });
}

const startOfHour = (instant: Date): number => Math.floor(instant.getTime() / hourMs) * hourMs;
const hoursBetween = (from: Date, to: Date): number =>
  Math.ceil(Math.max(0, to.getTime() - from.getTime()) / hourMs);
const hoursBefore = (instant: Date, hours: number): Date =>
  new Date(startOfHour(instant) - (hours - 1) * hourMs);

/** Runs follow each other, so that an older sum never replaces a newer one. */
async function lockLastRun(tx: Tx): Promise<Date | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended('integration_hour', 0))`.execute(tx);
  const row = await tx.selectFrom('integration_hours_counted').select('until').executeTakeFirst();
  return row?.until;
}

interface Span {
  leadsFrom: Date;
  deliveriesFrom: Date;
  until: Date;
}

async function writeSums(tx: Tx, { leadsFrom, deliveriesFrom, until }: Span): Promise<void> {
  // Leads and messages this young are never taken away, so an hour that had some keeps its row.
  await sql`
    insert into integration_hour as h (integration_id, hour, leads)
    select i.id, l.hour, l.count
    from integration i cross join lateral (
      select date_trunc('hour', received_at, 'UTC') as hour, count(*)::int as count
      from lead
      where integration_id = i.id and received_at >= ${leadsFrom} and received_at <= ${until} and not test
      group by 1
    ) l
    on conflict (integration_id, hour) do update set leads = excluded.leads
    where h.leads <> excluded.leads`.execute(tx);
  await sql`
    insert into integration_hour as h (integration_id, hour, deliveries_tried, deliveries_succeeded)
    select integration_id, date_trunc('hour', created_at, 'UTC'), count(*)::int,
      (count(*) filter (where state = 'succeeded'))::int
    from delivery
    where created_at >= ${deliveriesFrom} and created_at <= ${until} and attempts > 0 and not test
    group by 1, 2
    on conflict (integration_id, hour) do update
    set deliveries_tried = excluded.deliveries_tried, deliveries_succeeded = excluded.deliveries_succeeded
    where (h.deliveries_tried, h.deliveries_succeeded)
      is distinct from (excluded.deliveries_tried, excluded.deliveries_succeeded)`.execute(tx);
}

async function dropOldHours(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('integration_hour').where('hour', '<', before).execute();
}

async function noteRun(tx: Tx, until: Date): Promise<void> {
  await tx
    .insertInto('integration_hours_counted')
    .values({ until })
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet({ until }))
    .execute();
}
