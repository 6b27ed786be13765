import { Problem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { lockTrade } from './lock-catalogue.ts';

/**
 * Removes a trade that has no standard job types, not even retired ones.
 * @throws Problem `not_found`, `in_use`
 */
export async function removeTrade(ctx: Context, id: string): Promise<{ done: true }> {
  return change(ctx, 'trade.remove', async (tx) => {
    const { name } = await lockTrade(tx, { id });
    const type = await tx
      .selectFrom('standard_job_type')
      .select('id')
      .where('trade_id', '=', id)
      .limit(1)
      .executeTakeFirst();
    if (type !== undefined) {
      throw new Problem('in_use', {
        detail: `${name} still has standard job types. Remove those that nothing uses first; one in use keeps its trade.`,
      });
    }
    await tx.deleteFrom('trade').where('id', '=', id).execute();
    await sendHint(tx, { topic: 'standard_job_types', id });
    return { value: { done: true }, audit: { subject: { kind: 'trade', id }, before: { name } } };
  });
}
