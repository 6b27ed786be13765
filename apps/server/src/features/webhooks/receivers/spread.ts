import { fromKysely } from 'pg-boss';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Context, Tx } from '#platform/act/context.ts';
import { deliveryQueue, groupIdOf } from '../delivery-queue.ts';

/** Messages a second that a receiver gets of those that waited for it. */
export const releasedPerSecond = 20;
/** So many may go at once; more are spread over time first. */
const burstMax = 20;

const batchSize = 200;

/** Whether more waits for a receiver than may go at once; `receiver` is a row with its integration and prefix. */
export function muchWaits(receiver: string): RawBuilder<boolean> {
  const at = sql.table(receiver);
  return sql<boolean>`(select count(*) from (
    select from delivery
    where delivery.integration_id = ${at}.integration_id and delivery.prefix = ${at}.prefix
      and delivery.state = 'waiting'
    limit ${burstMax + 1}) counted) > ${burstMax}`;
}

export interface WaitingMessage {
  id: string;
  integrationId: string;
  prefix: string;
  test: boolean;
}

/** The next messages that wait for a receiver, oldest first, locked; `retriesOnly`: those that were tried before. */
export async function lockWaiting(
  tx: Tx,
  {
    prefixId,
    afterId,
    retriesOnly = false,
  }: { prefixId: string; afterId: string | null; retriesOnly?: boolean },
): Promise<WaitingMessage[]> {
  return tx
    .selectFrom('webhook_prefix as receiver')
    .innerJoin('delivery', (join) =>
      join
        .onRef('delivery.integration_id', '=', 'receiver.integration_id')
        .onRef('delivery.prefix', '=', 'receiver.prefix'),
    )
    .select([
      'delivery.id',
      'delivery.integration_id as integrationId',
      'delivery.prefix',
      'delivery.test',
    ])
    .where('receiver.id', '=', prefixId)
    .where('delivery.state', '=', 'waiting')
    .$if(afterId !== null, (query) => query.where('delivery.id', '>', afterId as string))
    .$if(retriesOnly, (query) =>
      query
        .where('receiver.failing_since', 'is', null)
        .where('delivery.first_attempt_at', 'is not', null),
    )
    .orderBy('delivery.id')
    .limit(batchSize)
    .forUpdate('delivery')
    .execute();
}

/**
 * Makes a waiting message due in so many seconds; a probe that is not sent yet goes with the others again.
 * `earlierOnly` leaves one that is due sooner.
 */
export async function giveTime(
  tx: Tx,
  ctx: Context,
  {
    message: { id, ...receiver },
    startAfter,
    earlierOnly = false,
  }: { message: WaitingMessage; startAfter: number; earlierOnly?: boolean },
): Promise<void> {
  const at = sql<Date>`now() + ${startAfter} * interval '1 second'`;
  const { numUpdatedRows } = await tx
    .updateTable('delivery')
    .set({ next_attempt_at: at })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .$if(earlierOnly, (query) => query.where('next_attempt_at', '>', at))
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return;
  await ctx.queue.boss.update(deliveryQueue.name, undefined, {
    singletonKey: id,
    startAfter,
    group: { id: groupIdOf(receiver) },
    db: fromKysely(tx),
  });
}
