import { fromKysely } from 'pg-boss';
import { sql } from 'kysely';
import type { Context, Tx } from '#platform/act/context.ts';
import { deliveryQueue, groupIdOf } from '../delivery-queue.ts';

/** Messages a second that a receiver gets of those that waited for it. */
export const releasedPerSecond = 20;
/** So many may go at once; more are spread over time first. */
export const burstMax = 20;

const batchSize = 200;

export interface Spread {
  /** Id of the receiver's row in `webhook_prefix`. */
  prefixId: string;
  /** The last message that was given its time. */
  afterId?: string | undefined;
  /** How many were given theirs before. */
  spread: number;
}

/**
 * Gives the next messages that wait for a receiver their times, oldest first, so many a second. Answers those it looked
 * at; none when there are no more.
 */
export async function spreadBatch(tx: Tx, ctx: Context, batch: Spread): Promise<string[]> {
  const waiting = await lockWaiting(tx, batch);
  for (const [index, { id, ...receiver }] of waiting.entries()) {
    const startAfter = (batch.spread + index) / releasedPerSecond;
    await tx
      .updateTable('delivery')
      .set({ next_attempt_at: sql<Date>`now() + ${startAfter} * interval '1 second'` })
      .where('id', '=', id)
      .execute();
    await ctx.queue.boss.update(deliveryQueue.name, undefined, {
      singletonKey: id,
      startAfter,
      // A probe that is not sent yet goes with the others.
      group: { id: groupIdOf(receiver) },
      db: fromKysely(tx),
    });
  }
  return waiting.map(({ id }) => id);
}

async function lockWaiting(tx: Tx, { prefixId, afterId }: Spread) {
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
    .$if(afterId !== undefined, (query) => query.where('delivery.id', '>', afterId as string))
    .orderBy('delivery.id')
    .limit(batchSize)
    .forUpdate('delivery')
    .execute();
}
