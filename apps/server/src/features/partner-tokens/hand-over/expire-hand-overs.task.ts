import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { defineTask } from '#platform/queue/task.ts';

const perRun = 500;

/** Destroys the secrets behind links that nobody opened in time. Every ten minutes; what a run leaves over is the next one's. */
export const expireHandOvers = defineTask({
  name: 'expire-hand-overs',
  payload: z.object({}),
  cron: '*/10 * * * *',
  run: expireUnopened,
});

/** One run of the task. */
export async function expireUnopened(ctx: Context): Promise<void> {
  const expired = await ctx.db
    .selectFrom('credential_hand_over as h')
    .innerJoin('partner_credential as c', 'c.id', 'h.credential_id')
    .select(['h.id', 'c.id as credentialId', 'c.client_id as clientId', 'c.integration_id'])
    .where('h.secret_sealed', 'is not', null)
    .where('h.expires_at', '<=', ctx.clock.now())
    .orderBy('h.expires_at')
    .limit(perRun)
    .execute();
  for (const { id, credentialId, clientId, integration_id: integrationId } of expired) {
    await change(ctx, 'credential.expire_hand_over', async (tx) => {
      const gone = await tx
        .updateTable('credential_hand_over')
        .set({ secret_sealed: null })
        .where('id', '=', id)
        .where('secret_sealed', 'is not', null)
        .executeTakeFirstOrThrow();
      if (gone.numUpdatedRows === 0n) {
        return { value: undefined, audit: noAudit('it was opened or ended meanwhile') };
      }
      await sendHint(tx, { topic: 'integrations', id: integrationId, integrationId });
      const subject = { kind: 'credential', id: credentialId };
      const after = { clientId, link: 'expired unopened' };
      return { value: undefined, audit: { subject, integrationId, after } };
    });
  }
}
