import { sql } from 'kysely';
import type { Tx } from '#platform/act/context.ts';
import type { WaitingMessage } from '../receivers/spread.ts';
import { isInRange, statesOf } from './recovery-range.ts';
import type { RunningRecovery } from './recover-messages.task.ts';

const batchSize = 200;

export interface MessageToRecover extends WaitingMessage {
  state: 'failed' | 'waiting';
  /** PostgreSQL keeps more digits of a second than a Date does. */
  createdText: string;
}

/** The next messages of a recovery, oldest first, locked. */
export async function lockNext(tx: Tx, recovery: RunningRecovery): Promise<MessageToRecover[]> {
  const { after, until, what } = recovery;
  const isAfter =
    after === null
      ? sql`true`
      : sql`(delivery.created_at, delivery.id) > (${after.at}::timestamptz, ${after.id}::uuid)`;
  const parts = statesOf(what).map(
    (isOfState) => sql`(select * from (
      select id, integration_id, prefix, test, state, created_at
      from delivery
      where ${isInRange(recovery)} and created_at < ${until}::timestamptz
        and ${isAfter} and ${isOfState}
      order by created_at, id
      limit ${batchSize}
      for update) locked)`,
  );
  const { rows } = await sql<MessageToRecover>`
    select id, integration_id as "integrationId", prefix, test, state,
      created_at::text as "createdText"
    from (${sql.join(parts, sql` union all `)}) next
    order by created_at, id
    limit ${batchSize}`.execute(tx);
  return rows;
}
