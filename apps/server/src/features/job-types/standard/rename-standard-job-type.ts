import { sql } from 'kysely';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { lockStandardJobType } from './lock-catalogue.ts';
import { requireFreeTypeName } from './require-free-name.ts';

/**
 * Renames a standard job type for everybody who sees it; imports still find it by the old name. Taking an own former
 * name back is allowed.
 * @throws Problem `not_found`, `changed_meanwhile`, `name_taken`
 */
export async function renameStandardJobType(
  ctx: Context,
  { id, version, name }: { id: string; version: number; name: string },
): Promise<{ done: true }> {
  return change(ctx, 'standard_job_type.rename', async (tx) => {
    const before = await lockStandardJobType(tx, { id, version });
    await requireFreeTypeName(tx, { tradeId: before.trade_id, name, ownId: id });
    await tx
      .deleteFrom('standard_job_type_former_name')
      .where('standard_job_type_id', '=', id)
      .where(sql<boolean>`lower(name) in (lower(${name}), lower(${before.name}))`)
      .execute();
    if (before.name.toLowerCase() !== name.toLowerCase()) {
      await tx
        .insertInto('standard_job_type_former_name')
        .values({ trade_id: before.trade_id, name: before.name, standard_job_type_id: id })
        .execute();
    }
    await tx
      .updateTable('standard_job_type')
      .set({ name, version: version + 1 })
      .where('id', '=', id)
      .execute();
    await sendHint(tx, { topic: 'standard_job_types', id });
    const { trade } = before;
    return {
      value: { done: true },
      audit: {
        subject: { kind: 'standard_job_type', id },
        before: { name: before.name, trade },
        after: { name, trade },
      },
    };
  });
}
