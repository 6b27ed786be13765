import type { Receiver } from '@leads/contract/receivers';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { getReceiver } from './list-receivers.ts';
import { letGo } from './let-go.ts';
import { lockReceiver } from './lock-receiver.ts';

/**
 * Pauses deliveries to a receiver by hand: what is meant for it waits, no try is used up, and only staff end it. Done
 * again it changes nothing.
 * @throws Problem `not_found`
 */
export async function pauseReceiver(ctx: Context, id: string): Promise<Receiver> {
  await change(ctx, 'delivery.pause', async (tx) => {
    const { integrationId, prefix, pausedReason } = await lockReceiver(tx, id);
    if (pausedReason === 'manual')
      return { value: undefined, audit: noAudit('it is paused by hand already') };
    await tx
      .updateTable('webhook_prefix')
      .set({ paused_at: tx.fn<Date>('now'), paused_reason: 'manual' })
      .where('id', '=', id)
      .execute();
    await sendHint(tx, { topic: 'deliveries', id, integrationId });
    const audit = {
      subject: { kind: 'receiver', id },
      integrationId,
      before: { prefix, paused: pausedReason },
      after: { prefix, paused: 'manual' },
    };
    return { value: undefined, audit };
  });
  return getReceiver(ctx, id);
}

/**
 * Ends a pause, whatever began it: what waits goes out oldest first, at the receiver's rate. One that is not paused
 * stays as it is.
 * @throws Problem `not_found`
 */
export async function resumeReceiver(ctx: Context, id: string): Promise<Receiver> {
  await change(ctx, 'delivery.resume', async (tx) => {
    const { integrationId, prefix, pausedAt, pausedReason } = await lockReceiver(tx, id);
    if (pausedAt === null || pausedReason === 'resuming')
      return { value: undefined, audit: noAudit('it is not paused, or goes on already') };
    await letGo(tx, ctx, [id]);
    await sendHint(tx, { topic: 'deliveries', id, integrationId });
    const audit = {
      subject: { kind: 'receiver', id },
      integrationId,
      before: { prefix, paused: pausedReason },
      after: { prefix, paused: null },
    };
    return { value: undefined, audit };
  });
  return getReceiver(ctx, id);
}
