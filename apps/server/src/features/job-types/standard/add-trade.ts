import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { lockTrades } from './lock-catalogue.ts';
import { requireFreeTradeName } from './require-free-name.ts';

/**
 * Adds a trade at the end of the catalogue.
 * @throws Problem `name_taken`
 */
export async function addTrade(ctx: Context, { name }: { name: string }): Promise<{ id: string }> {
  return change(ctx, 'trade.add', async (tx) => {
    const trades = await lockTrades(tx);
    await requireFreeTradeName(tx, { name, ownId: null });
    const id = newId();
    const position = Math.max(-1, ...trades.map((trade) => trade.position)) + 1;
    await tx.insertInto('trade').values({ id, name, position }).execute();
    await sendHint(tx, { topic: 'standard_job_types', id });
    return { value: { id }, audit: { subject: { kind: 'trade', id }, after: { name } } };
  });
}
