import { fromKysely } from 'pg-boss';
import type { Context, Tx } from '#platform/act/context.ts';
import { deliveryQueue, probeGroupOf, wakeWorkers } from '../../delivery-queue.ts';

export const staleReason = 'Not sent any more: the partner has another WebHook URL now.';

/**
 * Fails messages that wait at an address the partner does not have any more; what they were to say goes to the new one.
 * Their jobs go out of a group that may be held, so that a worker takes them and finds nothing to do. One that is being
 * sent at this moment is left: it ends by its success, or before its next try (build-availability.ts).
 */
export async function endStaleMessages(
  tx: Tx,
  ctx: Context,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const rows = await tx
    .selectFrom('delivery')
    .select('id')
    .where('id', 'in', ids)
    .where('state', '=', 'waiting')
    .orderBy('id')
    // Who holds one has its job too, and may wait for what this transaction holds.
    .forUpdate()
    .skipLocked()
    .execute();
  const ended: string[] = [];
  for (const { id } of rows) {
    const { updated } = await ctx.queue.boss.update(deliveryQueue.name, undefined, {
      singletonKey: id,
      startAfter: 0,
      group: { id: probeGroupOf(id) },
      db: fromKysely(tx),
    });
    if (updated > 0) ended.push(id);
  }
  if (ended.length === 0) return;
  await tx
    .updateTable('delivery')
    .set({
      state: 'failed',
      last_error: staleReason,
      last_reason: 'given_up',
      next_attempt_at: null,
      finished_at: tx.fn<Date>('now'),
    })
    .where('id', 'in', ended)
    .execute();
  await wakeWorkers(tx);
}
