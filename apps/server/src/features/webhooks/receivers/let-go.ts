import { sql } from 'kysely';
import type { Context, Tx } from '#platform/act/context.ts';
import { wakeWorkers } from '../delivery-queue.ts';
import { resumeReceiverTask } from './resume-receiver.task.ts';
import { muchWaits } from './spread.ts';

/**
 * Ends pauses, or keeps receivers back that were held by other means: those for whom few messages wait go on at once,
 * the others once theirs are spread over time.
 */
export async function letGo(tx: Tx, ctx: Context, prefixIds: readonly string[]): Promise<void> {
  if (prefixIds.length === 0) return;
  const { rows } = await sql<{ id: string; waits: boolean }>`
    with numbered as (
      select receiver.id, ${muchWaits('receiver')} as waits
      from webhook_prefix receiver where receiver.id = any(${prefixIds}::uuid[])
    )
    update webhook_prefix receiver set
      failing_since = null,
      spread_after = null,
      spread_count = 0,
      paused_at = case when waits then coalesce(paused_at, now()) end,
      paused_reason = case when waits then 'resuming' end
    from numbered where numbered.id = receiver.id
    returning receiver.id, waits`.execute(tx);
  for (const { id, waits } of rows)
    if (waits) await ctx.queue.enqueue(tx, resumeReceiverTask, { payload: { prefixId: id } });
  await wakeWorkers(tx);
}

/**
 * After a reactivation: what was held goes out at each receiver's rate. Paused receivers stay paused.
 */
export async function releaseHeldMessages(
  tx: Tx,
  ctx: Context,
  integrationId: string,
): Promise<void> {
  const receivers = await tx
    .selectFrom('webhook_prefix')
    .select(['id'])
    .where('integration_id', '=', integrationId)
    .where('paused_at', 'is', null)
    .forUpdate()
    .execute();
  await letGo(
    tx,
    ctx,
    receivers.map(({ id }) => id),
  );
}
