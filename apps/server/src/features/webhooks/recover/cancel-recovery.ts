import type { Recovery } from '@leads/contract/recoveries';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { getRecovery } from './list-recoveries.ts';

/**
 * Ends a recovery before all is handed out; what is handed out goes on its way. One that has ended stays as it is.
 * @throws Problem `not_found`
 */
export async function cancelRecovery(ctx: Context, id: string): Promise<Recovery> {
  await change(ctx, 'delivery.cancel_recovery', async (tx) => {
    const canceled = await tx
      .updateTable('delivery_recovery')
      .set({ state: 'canceled', ended_at: tx.fn<Date>('now') })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .returning(['integration_id as integrationId', 'handed_out as handedOut', 'total'])
      .executeTakeFirst();
    if (canceled === undefined)
      return { value: undefined, audit: noAudit('it has ended already, or is not there') };
    const { integrationId, handedOut, total } = canceled;
    await sendHint(tx, { topic: 'deliveries', id, integrationId });
    const audit = {
      subject: { kind: 'integration', id: integrationId },
      integrationId,
      before: { recovery: id, messages: total },
      after: { recovery: id, messages: handedOut },
    };
    return { value: undefined, audit };
  });
  return getRecovery(ctx, id);
}
