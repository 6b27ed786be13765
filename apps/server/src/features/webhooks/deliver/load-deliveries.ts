import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Job } from 'pg-boss';
import type { Reader } from '#platform/act/context.ts';
import { groupIdOf, isProbeGroup } from '../delivery-queue.ts';
import type { DeliveryJob } from '../delivery-queue.ts';
import { pairingPath } from '../publish/send-pairing-request.ts';

export type TakenJob = Pick<Job<DeliveryJob>, 'id' | 'retryCount' | 'data' | 'groupId'>;

/** So long the next message of a lead waits for one that fails. */
const orderHoldsMinutes = 5;

export interface LoadedDelivery {
  id: string;
  integrationId: string;
  tenantId: string | null;
  leadId: string | null;
  path: string;
  url: string;
  prefix: string;
  body: string;
  attempts: number;
  firstAttemptAt: Date | null;
  hasSucceeded: boolean;
  oneTry: boolean;
  groupId: string;
  /** Keys that sign now, oldest first; none: the message goes out unsigned. */
  keys: { id: string; sealed: string }[];
  /** The database's clock when it was read. */
  nowMs: number;
}

/** What is to be done about a job. */
export type Decision =
  | { kind: 'attempt'; job: TakenJob; delivery: LoadedDelivery }
  /** Not its turn: goes back without using a try. */
  | { kind: 'put_back'; job: TakenJob; deliveryId: string; groupId: string; waitSeconds: number }
  /** A pairing request that nobody waits for any more. */
  | { kind: 'give_up'; job: TakenJob; deliveryId: string; reason: string }
  /** Never tried, and by now there is nothing to tell: it goes as if it had not been written. */
  | { kind: 'withdraw'; job: TakenJob; deliveryId: string }
  /** The message is finished or gone. */
  | { kind: 'drop'; job: TakenJob };

const putBackSeconds = 1;

/** Reads the messages of these jobs and decides what is to be done about each. */
export async function loadDeliveries(db: Reader, jobs: readonly TakenJob[]): Promise<Decision[]> {
  const rows = await readRows(
    db,
    jobs.map((job) => job.data.deliveryId),
  );
  const rowById = new Map(rows.map((row) => [row.id, row]));
  return jobs.map((job) => {
    const row = rowById.get(job.data.deliveryId);
    return row === undefined || row.state !== 'waiting' ? { kind: 'drop', job } : decide(job, row);
  });
}

type Row = Awaited<ReturnType<typeof readRows>>[number];

function decide(job: TakenJob, row: Row): Decision {
  const deliveryId = row.id;
  const groupId = groupIdOf(row);
  // As find-held-groups.ts has it; what was taken before somebody paused it goes back.
  const isInactive = row.status === 'inactive' && !row.test;
  const isPaused = row.pausedAt !== null && !isProbeGroup(job.groupId);
  if (row.deletedAt === null && (isInactive || isPaused)) {
    return { kind: 'put_back', job, deliveryId, groupId, waitSeconds: putBackSeconds };
  }
  if (row.waitSeconds !== null) {
    const waitSeconds = Math.max(row.waitSeconds, putBackSeconds);
    return { kind: 'put_back', job, deliveryId, groupId: job.groupId ?? groupId, waitSeconds };
  }
  if (row.pairingState !== null && row.pairingState !== 'pending') {
    const reason = `Not sent any more: the connection is ${row.pairingState}.`;
    return { kind: 'give_up', job, deliveryId, reason };
  }
  return {
    kind: 'attempt',
    job,
    delivery: { ...row, groupId, hasSucceeded: row.succeededAt !== null },
  };
}

async function readRows(db: Reader, ids: readonly string[]) {
  return db
    .selectFrom('delivery')
    .innerJoin('integration', 'integration.id', 'delivery.integration_id')
    .leftJoin('webhook_prefix as prefix', (join) =>
      join
        .onRef('prefix.integration_id', '=', 'delivery.integration_id')
        .onRef('prefix.prefix', '=', 'delivery.prefix'),
    )
    .leftJoin('connection as pairing', (join) =>
      join.onRef('pairing.id', '=', 'delivery.id').on('delivery.path', '=', pairingPath),
    )
    .select((eb) => [
      'delivery.id',
      'delivery.integration_id as integrationId',
      'delivery.tenant_id as tenantId',
      'delivery.lead_id as leadId',
      'delivery.path',
      'delivery.url',
      'delivery.prefix',
      'delivery.body',
      'delivery.state',
      'delivery.test',
      'delivery.attempts',
      'delivery.first_attempt_at as firstAttemptAt',
      'delivery.succeeded_at as succeededAt',
      'delivery.one_try as oneTry',
      'integration.status',
      'integration.deleted_at as deletedAt',
      'prefix.paused_at as pausedAt',
      'pairing.state as pairingState',
      jsonArrayFrom(
        eb
          .selectFrom('signing_key')
          .select(['signing_key.id', 'signing_key.secret_sealed as sealed'])
          .whereRef('signing_key.integration_id', '=', 'delivery.integration_id')
          .where(sql<boolean>`(expires_at is null or expires_at > now())`)
          .orderBy('signing_key.id'),
      ).as('keys'),
      waitForOrder().as('waitSeconds'),
      sql<number>`(extract(epoch from clock_timestamp()) * 1000)::float8`.as('nowMs'),
    ])
    .where('delivery.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
}

/**
 * How long a message must let an earlier one of its lead go first; null when it may go. It is called sooner when the
 * earlier one succeeds.
 */
function waitForOrder() {
  const holds = sql.raw(`interval '${orderHoldsMinutes} minutes'`);
  return sql<number | null>`(
    select max(extract(epoch from
      least(before.next_attempt_at, before.first_attempt_at + ${holds}) - now()))::float8
    from delivery before
    where before.lead_id = delivery.lead_id
      and before.state = 'waiting'
      and before.lead_timestamp < delivery.lead_timestamp
      and (before.first_attempt_at is null or before.first_attempt_at > now() - ${holds})
  )`;
}
