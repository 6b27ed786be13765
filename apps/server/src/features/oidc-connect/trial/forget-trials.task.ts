import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import { defineTask } from '#platform/queue/task.ts';

/** Deletes tried sign-ins that are over, with what they brought. Every five minutes. */
export const forgetTrials = defineTask({
  name: 'forget-sign-in-trials',
  payload: z.object({}),
  cron: '*/5 * * * *',
  async run(ctx) {
    await change(ctx, 'integration.forget_sign_in_trial', async (tx) => {
      await tx.deleteFrom('sign_in_trial').where('expires_at', '<=', ctx.clock.now()).execute();
      return { value: undefined, audit: noAudit('nothing of a trial is to be kept') };
    });
  },
});
