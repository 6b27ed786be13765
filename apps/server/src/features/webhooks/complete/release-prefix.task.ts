import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { defineTask } from '#platform/queue/task.ts';
import { wakeWorkers } from '../delivery-queue.ts';
import { giveTime, lockWaiting, releasedPerSecond } from '../receivers/spread.ts';

const Payload = z.object({ prefixId: z.uuid() });

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
  const { prefixId, afterId = null, released } = batch;
  const messages = await lockWaiting(tx, { prefixId, afterId, retriesOnly: true });
  for (const [index, message] of messages.entries()) {
    const startAfter = (released + index) / releasedPerSecond;
    await giveTime(tx, ctx, { message, startAfter, earlierOnly: true });
  }
  if (messages.length > 0) await wakeWorkers(tx);
  return messages.map(({ id }) => id);
}
