import { Problem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { dropUploadsWith } from './drop-uploads.ts';
import { lockStandardJobType } from './lock-catalogue.ts';

interface SeenType {
  id: string;
  version: number;
}

/**
 * Takes a standard job type out of every choice. What is mapped to it stays mapped and keeps working. Reviewed uploads
 * that name it have to be reviewed again.
 * @throws Problem `not_found`, `changed_meanwhile`, also when it is retired already
 */
export async function retireStandardJobType(ctx: Context, seen: SeenType): Promise<{ done: true }> {
  return change(ctx, 'standard_job_type.retire', async (tx) => {
    const type = await lockStandardJobType(tx, seen);
    if (type.retired_at !== null) throw already('This standard job type is retired already.');
    const retiredAt = ctx.clock.now();
    await tx
      .updateTable('standard_job_type')
      .set({ retired_at: retiredAt, version: seen.version + 1 })
      .where('id', '=', seen.id)
      .execute();
    await dropUploadsWith(tx, seen.id, ctx.clock.now());
    await sendHint(tx, { topic: 'standard_job_types', id: seen.id });
    return {
      value: { done: true },
      audit: {
        subject: { kind: 'standard_job_type', id: seen.id },
        before: { name: type.name, trade: type.trade, retiredAt: null },
        after: { name: type.name, trade: type.trade, retiredAt },
      },
    };
  });
}

/**
 * Offers a retired standard job type again, under its name.
 * @throws Problem `not_found`, `changed_meanwhile`, also when it is not retired
 */
export async function restoreStandardJobType(
  ctx: Context,
  seen: SeenType,
): Promise<{ done: true }> {
  return change(ctx, 'standard_job_type.restore', async (tx) => {
    const type = await lockStandardJobType(tx, seen);
    if (type.retired_at === null) throw already('This standard job type is not retired.');
    await tx
      .updateTable('standard_job_type')
      .set({ retired_at: null, version: seen.version + 1 })
      .where('id', '=', seen.id)
      .execute();
    await sendHint(tx, { topic: 'standard_job_types', id: seen.id });
    return {
      value: { done: true },
      audit: {
        subject: { kind: 'standard_job_type', id: seen.id },
        before: { name: type.name, trade: type.trade, retiredAt: type.retired_at },
        after: { name: type.name, trade: type.trade, retiredAt: null },
      },
    };
  });
}

const already = (detail: string) => new Problem('changed_meanwhile', { detail });
