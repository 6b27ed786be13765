import { sql } from 'kysely';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { lockTrade } from './lock-catalogue.ts';
import { requireFreeTypeName } from './require-free-name.ts';

/**
 * Adds a standard job type at the end of its trade; it can be mapped at once.
 * @throws Problem `not_found` for the trade, `name_taken`
 */
export async function addStandardJobType(
  ctx: Context,
  { tradeId, name }: { tradeId: string; name: string },
): Promise<{ id: string }> {
  return change(ctx, 'standard_job_type.add', async (tx) => {
    const trade = await lockTrade(tx, { id: tradeId });
    await requireFreeTypeName(tx, { tradeId, name, ownId: null });
    const { last } = await tx
      .selectFrom('standard_job_type')
      .select(sql<number>`coalesce(max(position), -1)`.as('last'))
      .where('trade_id', '=', tradeId)
      .executeTakeFirstOrThrow();
    const id = newId();
    await tx
      .insertInto('standard_job_type')
      .values({ id, trade_id: tradeId, name, position: last + 1 })
      .execute();
    await sendHint(tx, { topic: 'standard_job_types', id });
    return {
      value: { id },
      audit: { subject: { kind: 'standard_job_type', id }, after: { name, trade: trade.name } },
    };
  });
}
