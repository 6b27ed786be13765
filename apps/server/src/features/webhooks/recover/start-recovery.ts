import { sql } from 'kysely';
import { fieldProblem, Problem } from '@leads/contract/problem';
import type { Recovery, RecoveryInput } from '@leads/contract/recoveries';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { requireIntegration } from '../keys/require-integration.ts';
import { findReceiverPrefix } from './find-receiver-prefix.ts';
import { getRecovery } from './list-recoveries.ts';
import { recoverMessages } from './recover-messages.task.ts';
import { isInRange, statesOf } from './recovery-range.ts';
import type { RecoveryRange } from './recovery-range.ts';

/**
 * Begins to send again what did not succeed since a time, under the same webhook-ids: a job works through the range. A
 * message with no try left gets one more, so it fails again for good when that one fails; one that waits for another try
 * is tried now and keeps its schedule. What belongs to a paused receiver or an inactive integration waits as anything
 * else does.
 * @throws Problem `not_found`; `recovery_running`; `validation_failed` when there is nothing to send
 */
export async function startRecovery(ctx: Context, input: RecoveryInput): Promise<Recovery> {
  const { integrationId, what, since } = input;
  const id = newId();
  await change(ctx, 'delivery.recover', async (tx) => {
    // Two of one integration come one after the other.
    await requireIntegration(tx, integrationId);
    const prefix = await findReceiverPrefix(tx, input);
    await requireNoneRunning(tx, integrationId);
    const total = await countMessages(tx, { integrationId, prefix, since, what });
    if (total === 0)
      throw fieldProblem('/since', 'No message failed since then. Choose an earlier time.');
    await tx
      .insertInto('delivery_recovery')
      .values({
        id,
        integration_id: integrationId,
        prefix,
        what,
        since,
        total,
        started_by: ctx.actor.name,
      })
      .execute();
    await ctx.queue.enqueue(tx, recoverMessages, { payload: { recoveryId: id } });
    await sendHint(tx, { topic: 'deliveries', id, integrationId });
    const audit = {
      subject: { kind: 'integration', id: integrationId },
      integrationId,
      after: { recovery: id, receiver: prefix, what, since, messages: total },
    };
    return { value: undefined, audit };
  });
  return getRecovery(ctx, id);
}

async function requireNoneRunning(tx: Tx, integrationId: string): Promise<void> {
  const running = await tx
    .selectFrom('delivery_recovery')
    .select('id')
    .where('integration_id', '=', integrationId)
    .where('state', '=', 'running')
    .executeTakeFirst();
  if (running === undefined) return;
  throw new Problem('recovery_running', {
    detail: 'Wait until it has ended, or cancel it, before you begin another one.',
  });
}

async function countMessages(tx: Tx, range: RecoveryRange): Promise<number> {
  let total = 0;
  for (const isOfState of statesOf(range.what)) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from delivery
      where ${isInRange(range)} and ${isOfState}`.execute(tx);
    total += rows[0]?.count ?? 0;
  }
  return total;
}
