import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { defineTask } from '#platform/queue/task.ts';
import { wakeWorkers } from '../delivery-queue.ts';
import { spreadBatch } from './spread.ts';

/**
 * Ends the pause of a receiver that goes on: first all that waits for it gets its time, so many a second, then it is
 * let go. Run again after half the work it begins anew, which changes nothing but the times. Stops where somebody pauses
 * it meanwhile.
 */
export const resumeReceiverTask = defineTask({
  name: 'resume-receiver',
  payload: z.object({ prefixId: z.uuid() }),
  expireInSeconds: 900,
  async run(ctx, { prefixId }) {
    let afterId: string | undefined;
    let spread = 0;
    for (;;) {
      const batch = { prefixId, afterId, spread };
      const ids = await change(ctx, 'delivery.release', async (tx) => ({
        value: await goOn(tx, ctx, batch),
        audit: noAudit('the act that ended the pause is audited'),
      }));
      afterId = ids.at(-1);
      if (afterId === undefined) return;
      spread += ids.length;
    }
  },
});

async function goOn(
  tx: Tx,
  ctx: Context,
  batch: { prefixId: string; afterId: string | undefined; spread: number },
): Promise<string[]> {
  const receiver = await tx
    .selectFrom('webhook_prefix')
    .select(['integration_id as integrationId', 'paused_reason as reason'])
    .where('id', '=', batch.prefixId)
    .forUpdate()
    .executeTakeFirst();
  if (receiver?.reason !== 'resuming') return [];
  const ids = await spreadBatch(tx, ctx, batch);
  if (ids.length > 0) return ids;
  await tx
    .updateTable('webhook_prefix')
    .set({ paused_at: null, paused_reason: null })
    .where('id', '=', batch.prefixId)
    .execute();
  await wakeWorkers(tx);
  const { integrationId } = receiver;
  await sendHint(tx, { topic: 'deliveries', id: batch.prefixId, integrationId });
  return [];
}
