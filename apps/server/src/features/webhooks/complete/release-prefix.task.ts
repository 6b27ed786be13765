import { fromKysely } from 'pg-boss';
import { sql } from 'kysely';
import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { defineTask } from '#platform/queue/task.ts';
import { deliveryQueue, wakeWorkers } from '../delivery-queue.ts';
import { releasedPerSecond } from '../receivers/spread.ts';

const Payload = z.object({ prefixId: z.uuid() });

const batchSize = 200;

/**
 * A receiver answered again: makes its waiting retries due, oldest first, spread at the receiver's rate. Stops where it
 * fails again; the rest keeps its schedule.
 */
export const releasePrefix = defineTask({
  name: 'release-prefix',
  payload: Payload,
  expireInSeconds: 600,
  async run(ctx, { prefixId }) {
    let afterId: string | undefined;
    let released = 0;
    for (;;) {
      const batch = { prefixId, afterId, released };
      const ids = await change(ctx, 'delivery.release', async (tx) => ({
        value: await releaseBatch(tx, ctx, batch),
        audit: noAudit('the attempt rows are the record'),
      }));
      released += ids.length;
      afterId = ids.at(-1);
      if (afterId === undefined) return;
    }
  },
});

interface Batch {
  prefixId: string;
  afterId: string | undefined;
  released: number;
}

async function releaseBatch(tx: Tx, ctx: Context, batch: Batch): Promise<string[]> {
  const ids = await lockWaiting(tx, batch);
  for (const [index, id] of ids.entries()) {
    const startAfter = (batch.released + index) / releasedPerSecond;
    // Only what would wait longer: a retry that is due sooner keeps its time.
    const { rows } = await sql`
      update delivery set next_attempt_at = now() + ${startAfter} * interval '1 second'
      where id = ${id} and state = 'waiting'
        and next_attempt_at > now() + ${startAfter} * interval '1 second'
      returning id`.execute(tx);
    if (rows.length === 0) continue;
    const db = fromKysely(tx);
    await ctx.queue.boss.update(deliveryQueue.name, undefined, {
      singletonKey: id,
      startAfter,
      db,
    });
  }
  if (ids.length > 0) await wakeWorkers(tx);
  return ids;
}

async function lockWaiting(tx: Tx, { prefixId, afterId }: Batch): Promise<string[]> {
  const rows = await tx
    .selectFrom('webhook_prefix as receiver')
    .innerJoin('delivery', (join) =>
      join
        .onRef('delivery.integration_id', '=', 'receiver.integration_id')
        .onRef('delivery.prefix', '=', 'receiver.prefix'),
    )
    .select('delivery.id')
    .where('receiver.id', '=', prefixId)
    .where('receiver.failing_since', 'is', null)
    .where('delivery.state', '=', 'waiting')
    .where('delivery.first_attempt_at', 'is not', null)
    .$if(afterId !== undefined, (query) => query.where('delivery.id', '>', afterId as string))
    .orderBy('delivery.id')
    .limit(batchSize)
    .forUpdate('delivery')
    .execute();
  return rows.map((row) => row.id);
}
