import { Problem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { violatedConstraint } from '#platform/db/database-fault.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { dropUploadsWith } from './drop-uploads.ts';
import { lockStandardJobType } from './lock-catalogue.ts';

/**
 * Removes a standard job type, with its former names, that no partner, tenant or lead ever refers to. One in use is
 * retired instead.
 * @throws Problem `not_found`, `in_use`
 */
export async function removeStandardJobType(ctx: Context, id: string): Promise<{ done: true }> {
  return change(ctx, 'standard_job_type.remove', async (tx) => {
    const { name, trade } = await lockStandardJobType(tx, { id });
    await dropUploadsWith(tx, id, ctx.clock.now());
    try {
      await tx.deleteFrom('standard_job_type').where('id', '=', id).execute();
    } catch (err) {
      if (violatedConstraint(err) === undefined) throw err;
      throw new Problem('in_use', {
        detail: `${name} is in use by a partner (perhaps a deleted one), a tenant or a lead, so it cannot be removed. Retire it: it leaves every choice, and what is mapped to it keeps working.`,
        cause: err,
      });
    }
    await sendHint(tx, { topic: 'standard_job_types', id });
    return {
      value: { done: true },
      audit: { subject: { kind: 'standard_job_type', id }, before: { name, trade } },
    };
  });
}
