import { sql } from 'kysely';
import { fromKysely } from 'pg-boss';
import type { PgBoss } from 'pg-boss';
import type { Tx } from '#platform/act/context.ts';
import type { JudgedAttempt } from './complete-jobs.ts';
import { deliveryQueue } from '../delivery-queue.ts';

/** Makes the next waiting message of each lead due whose earlier one is finished now. */
export async function wakeSuccessors(
  tx: Tx,
  boss: PgBoss,
  judged: readonly JudgedAttempt[],
): Promise<void> {
  const leadIds = judged.flatMap(({ attempt, verdict }) =>
    attempt.delivery.leadId !== null && verdict.state !== 'waiting'
      ? [attempt.delivery.leadId]
      : [],
  );
  if (leadIds.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    select distinct on (lead_id) id from delivery
    where lead_id = any(${leadIds}::uuid[]) and state = 'waiting' and first_attempt_at is null
    order by lead_id, lead_timestamp`.execute(tx);
  for (const { id } of rows) {
    await boss.update(deliveryQueue.name, undefined, {
      singletonKey: id,
      startAfter: 0,
      db: fromKysely(tx),
    });
  }
}
