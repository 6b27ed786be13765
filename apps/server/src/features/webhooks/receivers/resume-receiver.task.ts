import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { defineTask } from '#platform/queue/task.ts';
import { wakeWorkers } from '../delivery-queue.ts';
import { giveTime, lockWaiting, releasedPerSecond } from './spread.ts';

/**
 * Ends the pause of a receiver that goes on: first all that waits for it gets its time, so many a second, then it is
 * let go. How far it came stands in the receiver's row, so another run goes on from there. Stops where somebody pauses
 * the receiver meanwhile.
 */
export const resumeReceiverTask = defineTask({
  name: 'resume-receiver',
  payload: z.object({ prefixId: z.uuid() }),
  expireInSeconds: 900,
  async run(ctx, { prefixId }) {
    for (;;) {
      const isDone = await change(ctx, 'delivery.release', async (tx) => ({
        value: await goOn(tx, ctx, prefixId),
        audit: noAudit('the act that ended the pause is audited'),
      }));
      if (isDone) return;
    }
  },
});

async function goOn(tx: Tx, ctx: Context, prefixId: string): Promise<boolean> {
  const receiver = await tx
    .selectFrom('webhook_prefix')
    .select([
      'integration_id as integrationId',
      'paused_reason as reason',
      'spread_after as afterId',
      'spread_count as count',
    ])
    .where('id', '=', prefixId)
    .forUpdate()
    .executeTakeFirst();
  if (receiver?.reason !== 'resuming') return true;
  const { afterId, count, integrationId } = receiver;
  const messages = await lockWaiting(tx, { prefixId, afterId });
  for (const [index, message] of messages.entries())
    await giveTime(tx, ctx, { message, startAfter: (count + index) / releasedPerSecond });
  const last = messages.at(-1);
  await tx
    .updateTable('webhook_prefix')
    .set(
      last === undefined
        ? { paused_at: null, paused_reason: null, spread_after: null, spread_count: 0 }
        : { spread_after: last.id, spread_count: count + messages.length },
    )
    .where('id', '=', prefixId)
    .execute();
  if (last !== undefined) return false;
  await wakeWorkers(tx);
  await sendHint(tx, { topic: 'deliveries', id: prefixId, integrationId });
  return true;
}
