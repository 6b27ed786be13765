import { sql } from 'kysely';
import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { defineTask } from '#platform/queue/task.ts';
import { releasedPerSecond } from '../receivers/spread.ts';
import { handOut } from './hand-out.ts';
import { lockNext } from './lock-next.ts';
import type { RecoveryRange } from './recovery-range.ts';

/**
 * Hands out the next batch of a recovery, and comes back when it has gone out at the receivers' rate; so a cancel holds
 * back all but a batch. How far it came is written with each batch, so another run goes on from there.
 */
export const recoverMessages = defineTask({
  name: 'recover-messages',
  payload: z.object({ recoveryId: z.uuid() }),
  async run(ctx, { recoveryId }) {
    await change(ctx, 'delivery.release', async (tx) => ({
      value: await goOn(tx, ctx, recoveryId),
      audit: noAudit('the act that began the recovery is audited'),
    }));
  },
});

async function goOn(tx: Tx, ctx: Context, recoveryId: string): Promise<void> {
  const recovery = await lockRunning(tx, recoveryId);
  // Canceled; or a second run, whose batch is not due yet.
  if (recovery === undefined || !recovery.isDue) return;
  const { integrationId } = recovery;
  const messages = recovery.isDeleted ? [] : await lockNext(tx, recovery);
  const last = messages.at(-1);
  if (last === undefined) {
    await tx
      .updateTable('delivery_recovery')
      .set({ state: recovery.isDeleted ? 'canceled' : 'finished', ended_at: tx.fn<Date>('now') })
      .where('id', '=', recoveryId)
      .execute();
  } else {
    const mostOfOne = await handOut(tx, ctx, { recoveryId, messages });
    const waitSeconds = Math.ceil(mostOfOne / releasedPerSecond);
    await tx
      .updateTable('delivery_recovery')
      .set({
        after_at: sql<Date>`${last.createdText}::timestamptz`,
        after_id: last.id,
        handed_out: sql<number>`handed_out + ${messages.length}`,
        next_batch_at: sql<Date>`now() + ${waitSeconds} * interval '1 second'`,
      })
      .where('id', '=', recoveryId)
      .execute();
    await ctx.queue.enqueue(tx, recoverMessages, {
      payload: { recoveryId },
      startAfter: waitSeconds,
    });
  }
  await sendHint(tx, { topic: 'deliveries', id: recoveryId, integrationId });
}

export interface RunningRecovery extends RecoveryRange {
  until: string;
  /** What the last batch ended with. */
  after: { at: string; id: string } | null;
  isDue: boolean;
  isDeleted: boolean;
}

async function lockRunning(tx: Tx, id: string): Promise<RunningRecovery | undefined> {
  // PostgreSQL keeps more digits of a second than a Date does.
  const row = await tx
    .selectFrom('delivery_recovery as recovery')
    .innerJoin('integration', 'integration.id', 'recovery.integration_id')
    .select([
      'recovery.integration_id as integrationId',
      'recovery.prefix',
      'recovery.what',
      'recovery.after_id as afterId',
      sql<string>`recovery.since::text`.as('since'),
      sql<string>`recovery.until::text`.as('until'),
      sql<string | null>`recovery.after_at::text`.as('afterText'),
      sql<boolean>`recovery.next_batch_at <= now() + interval '1 second'`.as('isDue'),
      sql<boolean>`integration.deleted_at is not null`.as('isDeleted'),
    ])
    .where('recovery.id', '=', id)
    .where('recovery.state', '=', 'running')
    .forUpdate('recovery')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { afterId, afterText, what, ...rest } = row;
  return {
    ...rest,
    what: what as RecoveryRange['what'],
    after: afterId === null || afterText === null ? null : { at: afterText, id: afterId },
  };
}
