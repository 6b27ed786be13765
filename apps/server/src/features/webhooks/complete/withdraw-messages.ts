import { sql } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Tx } from '#platform/act/context.ts';
import type { Finished } from './complete-jobs.ts';
import { readMessageConnections } from '../publish/availability/read-message-connections.ts';
import { compareAgain } from './record-availability.ts';

/**
 * Takes messages back that were never tried and have nothing to tell. What changed since that was found out was not
 * announced, because they seemed to wait, so it is looked for again.
 */
export async function withdrawMessages(
  tx: Tx,
  boss: PgBoss,
  finished: readonly Finished[],
): Promise<void> {
  const ids = finished.flatMap((one) => (one.kind === 'withdraw' ? [one.deliveryId] : []));
  if (ids.length === 0) return;
  const connections = await readMessageConnections(tx, ids);
  await sql`
    with gone as (
      delete from delivery where id = any(${ids}::uuid[]) and attempts = 0 and state = 'waiting'
      returning id, event_id
    )
    delete from event
    where id in (select event_id from gone)
      and not exists (
        select 1 from delivery d
        where d.event_id = event.id and d.id not in (select id from gone))`.execute(tx);
  for (const connectionId of new Set([...connections.values()].map((one) => one.connectionId))) {
    await compareAgain(tx, boss, { connectionId });
  }
}
