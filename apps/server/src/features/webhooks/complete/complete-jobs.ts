import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { fromKysely } from 'pg-boss';
import type { JobInsert, PgBoss } from 'pg-boss';
import type { Tx } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import { sendHints } from '#platform/live/send-hint.ts';
import type { Hint } from '#platform/live/send-hint.ts';
import type { Attempt } from '../deliver/attempt-delivery.ts';
import { deliveryQueue, retryTier, toJob } from '../delivery-queue.ts';
import type { DeliveryJob } from '../delivery-queue.ts';
import { judgeAttempt } from './judge-attempt.ts';
import type { Verdict } from './judge-attempt.ts';
import type { Decision, TakenJob } from '../deliver/load-deliveries.ts';
import { recordReceivers } from './record-receivers.ts';
import type { Receiver } from './record-receivers.ts';
import { recordAttempts } from './record-attempts.ts';
import { recordAvailability } from './record-availability.ts';
import { wakeSuccessors } from './wake-successors.ts';
import { withdrawMessages } from './withdraw-messages.ts';

/** A job that needs no more thought. */
export type Finished =
  | { kind: 'attempted'; job: TakenJob; attempt: Attempt }
  | Exclude<Decision, { kind: 'attempt' }>;

export interface JudgedAttempt {
  attempt: Attempt;
  verdict: Verdict;
}

const hintsMax = 20;

/**
 * Settles jobs in one transaction: attempt rows, states of the messages, jobs of the next tries, states of the
 * receivers. A job whose lease has passed to another worker meanwhile is left to that one. Returns the receivers that
 * answered again after failures.
 */
export async function completeJobs(
  db: Kysely<Schema>,
  boss: PgBoss,
  finished: readonly Finished[],
): Promise<{ lapsed: number; recovered: Receiver[] }> {
  return db.transaction().execute(async (tx) => {
    const settled = await settle(tx, boss, finished);
    const mine = finished.filter(({ job }) => settled.has(job.id));
    const judged = mine.flatMap((one): JudgedAttempt[] =>
      one.kind === 'attempted'
        ? [{ attempt: one.attempt, verdict: judgeAttempt(one.attempt, Math.random()) }]
        : [],
    );
    await withdrawMessages(tx, boss, mine);
    const jobs = [...judged.flatMap(toNextJob), ...mine.flatMap(toPutBackJob)];
    if (jobs.length > 0) await boss.insert(deliveryQueue.name, jobs, { db: fromKysely(tx) });
    await giveUp(tx, mine);
    const recovered = judged.length === 0 ? [] : await recordAll(tx, boss, judged);
    return { lapsed: finished.length - mine.length, recovered };
  });
}

async function recordAll(
  tx: Tx,
  boss: PgBoss,
  judged: readonly JudgedAttempt[],
): Promise<Receiver[]> {
  await recordAttempts(tx, judged);
  const recovered = await recordReceivers(tx, judged);
  await wakeSuccessors(tx, boss, judged);
  await announce(tx, judged);
  // Last, as it holds what comparisons wait for.
  await recordAvailability(tx, boss, judged);
  return recovered;
}

/** Completes the jobs that are still ours; which those are, pg-boss tells by `settled`. */
async function settle(tx: Tx, boss: PgBoss, finished: readonly Finished[]): Promise<Set<string>> {
  const jobs = finished.map(({ job }) => ({ id: job.id, retryCount: job.retryCount }));
  const reply = await boss.complete(deliveryQueue.name, jobs, null, { db: fromKysely(tx) });
  const { settled } = reply as { settled?: unknown };
  if (!Array.isArray(settled)) throw new Error('pg-boss does not tell which jobs it completed');
  return new Set(settled.map(String));
}

function toNextJob({ attempt, verdict }: JudgedAttempt): JobInsert<DeliveryJob>[] {
  if (verdict.state !== 'waiting') return [];
  const { id, groupId } = attempt.delivery;
  return [toJob({ id, groupId, tier: retryTier, startAfterSeconds: verdict.waitMs / 1_000 })];
}

function toPutBackJob(one: Finished): JobInsert<DeliveryJob>[] {
  if (one.kind !== 'put_back') return [];
  return [toJob({ id: one.deliveryId, groupId: one.groupId, startAfterSeconds: one.waitSeconds })];
}

async function giveUp(tx: Tx, finished: readonly Finished[]): Promise<void> {
  for (const one of finished) {
    if (one.kind !== 'give_up') continue;
    await tx
      .updateTable('delivery')
      .set({
        // Sent again after it had succeeded, it stays so.
        state: sql<string>`case when succeeded_at is null then 'failed' else 'succeeded' end`,
        last_error: one.reason,
        last_reason: 'given_up',
        next_attempt_at: null,
        finished_at: tx.fn<Date>('now'),
      })
      .where('id', '=', one.deliveryId)
      .where('state', '=', 'waiting')
      .execute();
  }
}

/** Lists are fetched again on a hint, so one per tenant and integration is enough, and a few in a large batch. */
async function announce(tx: Tx, judged: readonly JudgedAttempt[]): Promise<void> {
  const byScope = new Map<string, Attempt['delivery']>();
  for (const { attempt } of judged) {
    const { tenantId, integrationId } = attempt.delivery;
    byScope.set(`${tenantId}:${integrationId}`, attempt.delivery);
  }
  const hints = [...byScope.values()]
    .slice(0, hintsMax)
    .map(({ id, tenantId, integrationId }): Hint => ({
      topic: 'deliveries',
      id,
      integrationId,
      ...(tenantId === null ? {} : { tenantId }),
    }));
  await sendHints(tx, hints);
}
