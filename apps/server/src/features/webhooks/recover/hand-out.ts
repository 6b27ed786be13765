import { sql } from 'kysely';
import { fromKysely } from 'pg-boss';
import type { Context, Tx } from '#platform/act/context.ts';
import { deliveryQueue, groupIdOf, toJob, wakeWorkers } from '../delivery-queue.ts';
import { giveTime, releasedPerSecond } from '../receivers/spread.ts';
import type { MessageToRecover } from './lock-next.ts';

/**
 * Gives messages that did not succeed their time, so many a second to each receiver. Returns how many the receiver got
 * that has the most of them.
 */
export async function handOut(
  tx: Tx,
  ctx: Context,
  { recoveryId, messages }: { recoveryId: string; messages: readonly MessageToRecover[] },
): Promise<number> {
  const counts = new Map<string, number>();
  const timed = messages.map((message) => {
    const count = counts.get(message.prefix) ?? 0;
    counts.set(message.prefix, count + 1);
    return { message, startAfter: count / releasedPerSecond };
  });
  await revive(tx, ctx, { recoveryId, timed: timed.filter(isOf('failed')) });
  for (const { message, startAfter } of timed.filter(isOf('waiting'))) {
    await giveTime(tx, ctx, { message, startAfter, earlierOnly: true });
    await tx
      .updateTable('delivery')
      .set({ recovery_id: recoveryId })
      .where('id', '=', message.id)
      .execute();
  }
  await wakeWorkers(tx);
  return Math.max(...counts.values());
}

interface Timed {
  message: MessageToRecover;
  startAfter: number;
}

const isOf =
  (state: MessageToRecover['state']) =>
  ({ message }: Timed): boolean =>
    message.state === state;

/** What had ended waits again, for one try. */
async function revive(
  tx: Tx,
  ctx: Context,
  { recoveryId, timed }: { recoveryId: string; timed: readonly Timed[] },
): Promise<void> {
  if (timed.length === 0) return;
  const rows = JSON.stringify(
    timed.map(({ message: { id }, startAfter }) => ({ id, wait_seconds: startAfter })),
  );
  await sql`
    update delivery set
      state = 'waiting',
      one_try = true,
      next_attempt_at = now() + row.wait_seconds * interval '1 second',
      finished_at = null,
      resends = resends + 1,
      recovery_id = ${recoveryId}
    from json_to_recordset(${rows}::json) as row (id uuid, wait_seconds float8)
    where delivery.id = row.id`.execute(tx);
  const jobs = timed.map(({ message, startAfter }) =>
    toJob({ id: message.id, groupId: groupIdOf(message), startAfterSeconds: startAfter }),
  );
  await ctx.queue.boss.insert(deliveryQueue.name, jobs, { db: fromKysely(tx) });
}
