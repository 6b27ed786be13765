import type { Delivery } from '@leads/contract/deliveries';
import { Problem } from '@leads/contract/problem';
import type { Context } from '#platform/act/context.ts';
import { selectDeliveryRows, toDeliveryRow } from './to-delivery-row.ts';

/**
 * One message with its body and every try, oldest first.
 * @throws Problem `not_found`
 */
export async function getDelivery(ctx: Context, id: string): Promise<Delivery> {
  const row = await selectDeliveryRows(ctx.db)
    .select(['delivery.url', 'delivery.body'])
    .where('delivery.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) {
    throw new Problem('not_found', {
      detail: 'There is no such delivery. It may have been removed.',
    });
  }
  const attempts = await ctx.db
    .selectFrom('delivery_attempt')
    .selectAll()
    .where('delivery_id', '=', id)
    .orderBy('number')
    .execute();
  return {
    ...toDeliveryRow(row),
    url: row.url,
    body: row.body,
    attemptList: attempts.map((attempt) => ({
      number: attempt.number,
      startedAt: attempt.started_at.toISOString(),
      durationMs: attempt.duration_ms,
      status: attempt.status,
      error: attempt.error,
      replyStart: attempt.reply_start,
      signature: attempt.signature,
    })),
  };
}
