import { fromKysely } from 'pg-boss';
import { sql } from 'kysely';
import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { defineTask } from '#platform/queue/task.ts';
import { deliveryQueue, probeGroupOf, wakeWorkers } from '../delivery-queue.ts';
import { resumeReceiverTask } from './resume-receiver.task.ts';

const probeEverySeconds = 3600;

/**
 * Looks whether paused receivers are back: once an hour the message that was tried least, of these the oldest, is sent to
 * each, so that one which it refuses does not stand for all; a 2xx ends the pause. One paused by hand is left alone. Makes up for a lost end of a pause as well.
 */
export const probeReceivers = defineTask({
  name: 'probe-receivers',
  payload: z.object({}),
  cron: '* * * * *',
  async run(ctx) {
    await change(ctx, 'delivery.release', async (tx) => {
      const ids = await takeProbes(tx);
      for (const id of ids) {
        await ctx.queue.boss.update(deliveryQueue.name, undefined, {
          singletonKey: id,
          startAfter: 0,
          group: { id: probeGroupOf(id) },
          db: fromKysely(tx),
        });
      }
      if (ids.length > 0) await wakeWorkers(tx);
      await resumeOthers(tx, ctx);
      return { value: undefined, audit: noAudit('the attempt rows are the record') };
    });
  },
});

/** A waiting message of each receiver whose probe is due, which is noted. */
async function takeProbes(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string | null }>`
    with due as (
      select receiver.id, receiver.integration_id, receiver.prefix
      from webhook_prefix receiver
      join integration on integration.id = receiver.integration_id and integration.deleted_at is null
      where paused_reason in ('gone', 'failing')
        and coalesce(probed_at, paused_at) <= now() - ${probeEverySeconds} * interval '1 second'
      for update of receiver skip locked
    )
    update webhook_prefix receiver set probed_at = now()
    from due where due.id = receiver.id
    returning (select delivery.id from delivery
      where delivery.integration_id = receiver.integration_id and delivery.prefix = receiver.prefix
        and delivery.state = 'waiting' and not delivery.one_try
      order by delivery.attempts, delivery.id limit 1) as id`.execute(tx);
  return rows.flatMap(({ id }) => (id === null ? [] : [id]));
}

async function resumeOthers(tx: Tx, ctx: Context): Promise<void> {
  const resuming = await tx
    .selectFrom('webhook_prefix')
    .select('id')
    .where('paused_reason', '=', 'resuming')
    .execute();
  for (const { id } of resuming)
    await ctx.queue.enqueue(tx, resumeReceiverTask, { payload: { prefixId: id } });
}
