import { sql } from 'kysely';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { lockTrade } from './lock-catalogue.ts';
import { requireFreeTradeName } from './require-free-name.ts';

/**
 * Renames a trade; imports still find it by the old name. Taking an own former name back is allowed.
 * @throws Problem `not_found`, `changed_meanwhile`, `name_taken`
 */
export async function renameTrade(
  ctx: Context,
  { id, version, name }: { id: string; version: number; name: string },
): Promise<{ done: true }> {
  return change(ctx, 'trade.rename', async (tx) => {
    const before = await lockTrade(tx, { id, version });
    await requireFreeTradeName(tx, { name, ownId: id });
    await tx
      .deleteFrom('trade_former_name')
      .where('trade_id', '=', id)
      .where(sql<boolean>`lower(name) in (lower(${name}), lower(${before.name}))`)
      .execute();
    if (before.name.toLowerCase() !== name.toLowerCase()) {
      await tx
        .insertInto('trade_former_name')
        .values({ trade_id: id, name: before.name })
        .execute();
    }
    await tx
      .updateTable('trade')
      .set({ name, version: version + 1 })
      .where('id', '=', id)
      .execute();
    await sendHint(tx, { topic: 'standard_job_types', id });
    return {
      value: { done: true },
      audit: { subject: { kind: 'trade', id }, before: { name: before.name }, after: { name } },
    };
  });
}
