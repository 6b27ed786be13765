import { sql } from 'kysely';
import { fromKysely } from 'pg-boss';
import type { Delivery } from '@leads/contract/deliveries';
import { Problem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { deliveryQueue, groupIdOf, probeGroupOf, toJob, wakeWorkers } from '../delivery-queue.ts';
import { getDelivery } from './get-delivery.ts';

/**
 * Sends a message again now, under the same `webhook-id`. A waiting one is made due; a finished one gets one more try,
 * which leaves a message that had succeeded succeeded. It goes out although its prefix is paused, and a 2xx then ends
 * the pause (not one made by hand). That of an inactive integration goes out after reactivation.
 * @throws Problem `not_found`; `delivery_state` while a try is under way
 */
export async function resendDelivery(ctx: Context, id: string): Promise<Delivery> {
  await change(ctx, 'delivery.resend', async (tx) => {
    const row = await lockDelivery(tx, id);
    const { integrationId, tenantId } = row;
    if (row.state === 'waiting') await makeDue(tx, ctx, row);
    else await makeWaiting(tx, ctx, row);
    await wakeWorkers(tx);
    await sendHint(tx, {
      topic: 'deliveries',
      id,
      integrationId,
      ...(tenantId === null ? {} : { tenantId }),
    });
    return {
      value: undefined,
      audit: {
        subject: { kind: 'delivery', id },
        integrationId,
        tenantId,
        before: { state: row.state },
        after: { state: 'waiting' },
      },
    };
  });
  return getDelivery(ctx, id);
}

type Locked = Awaited<ReturnType<typeof lockDelivery>>;

async function lockDelivery(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('delivery')
    .leftJoin('webhook_prefix as receiver', (join) =>
      join
        .onRef('receiver.integration_id', '=', 'delivery.integration_id')
        .onRef('receiver.prefix', '=', 'delivery.prefix'),
    )
    .select([
      'delivery.id',
      'delivery.state',
      'delivery.test',
      'delivery.prefix',
      'delivery.integration_id as integrationId',
      'delivery.tenant_id as tenantId',
      'receiver.paused_at as pausedAt',
    ])
    .where('delivery.id', '=', id)
    .forNoKeyUpdate('delivery')
    .executeTakeFirst();
  if (row !== undefined) return row;
  throw new Problem('not_found', {
    detail: 'There is no such delivery. It may have been removed.',
  });
}

const groupOf = (row: Locked): string =>
  row.pausedAt === null ? groupIdOf(row) : probeGroupOf(row.id);

async function makeDue(tx: Tx, ctx: Context, row: Locked): Promise<void> {
  const { updated } = await ctx.queue.boss.update(deliveryQueue.name, undefined, {
    singletonKey: row.id,
    startAfter: 0,
    group: { id: groupOf(row) },
    db: fromKysely(tx),
  });
  if (updated === 0) {
    throw new Problem('delivery_state', {
      detail:
        'The message is being sent at this moment. Look at its result before you send it again.',
    });
  }
  await tx
    .updateTable('delivery')
    .set({ next_attempt_at: tx.fn<Date>('now'), resends: sql<number>`resends + 1` })
    .where('id', '=', row.id)
    .execute();
}

async function makeWaiting(tx: Tx, ctx: Context, row: Locked): Promise<void> {
  await tx
    .updateTable('delivery')
    .set({
      state: 'waiting',
      one_try: true,
      next_attempt_at: tx.fn<Date>('now'),
      finished_at: null,
      resends: sql<number>`resends + 1`,
    })
    .where('id', '=', row.id)
    .execute();
  const job = toJob({ id: row.id, groupId: groupOf(row) });
  await ctx.queue.boss.insert(deliveryQueue.name, [job], { db: fromKysely(tx) });
}
