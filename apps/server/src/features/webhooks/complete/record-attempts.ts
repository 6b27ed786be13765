import { sql } from 'kysely';
import type { Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import type { JudgedAttempt } from './complete-jobs.ts';
import { pairingPath } from '../publish/send-pairing-request.ts';

/** Writes one row per try and moves the messages on; all due times are the database's. Of erased leads no reply is kept. */
export async function recordAttempts(tx: Tx, judged: readonly JudgedAttempt[]): Promise<void> {
  const rows = JSON.stringify(judged.map(toRow));
  await sql`
    with tried as (
      select * from json_to_recordset(${rows}::json) as row (
        id uuid, number integer, started_ms float8, duration_ms integer, status integer, error text,
        reply_start text, signature text, reason text, state text, succeeded boolean, wait_seconds float8
      )
    ), kept as (
      insert into delivery_attempt
        (delivery_id, number, started_at, duration_ms, status, error, signature, reply_start)
      select tried.id, number, to_timestamp(started_ms / 1000), duration_ms, status, error, signature,
        case when lead.erased_at is null then reply_start end
      from tried
      join delivery on delivery.id = tried.id
      left join lead on lead.id = delivery.lead_id
      on conflict do nothing
    )
    update delivery set
      state = tried.state,
      attempts = tried.number,
      first_attempt_at = coalesce(first_attempt_at, to_timestamp(tried.started_ms / 1000)),
      succeeded_at = case when tried.succeeded then coalesce(succeeded_at, now()) else succeeded_at end,
      next_attempt_at = now() + tried.wait_seconds * interval '1 second',
      finished_at = case when tried.state = 'waiting' then null else now() end,
      one_try = false,
      last_status = tried.status,
      last_error = tried.error,
      last_reason = tried.reason,
      last_duration_ms = tried.duration_ms
    from tried where delivery.id = tried.id`.execute(tx);
  await followPairings(tx, judged);
}

function toRow({ attempt, verdict }: JudgedAttempt) {
  return {
    id: attempt.delivery.id,
    number: attempt.number,
    started_ms: attempt.startedAtMs,
    duration_ms: attempt.durationMs,
    status: attempt.status,
    error: attempt.error,
    reply_start: attempt.replyStart,
    signature: attempt.signature,
    reason: attempt.reason,
    state: verdict.state,
    succeeded: attempt.succeeded,
    wait_seconds: verdict.state === 'waiting' ? verdict.waitMs / 1_000 : null,
  };
}

/**
 * Each try of a pairing request is told to the page that follows it; one that the partner took shows on the connection
 * that waits for its answer.
 */
async function followPairings(tx: Tx, judged: readonly JudgedAttempt[]): Promise<void> {
  const tries = judged.filter(({ attempt }) => attempt.delivery.path === pairingPath);
  for (const { attempt } of tries) {
    const { id, tenantId, integrationId } = attempt.delivery;
    if (tenantId === null) continue;
    if (attempt.succeeded) await markPairingSent(tx, { id, tenantId });
    await sendHint(tx, { topic: 'connections', id, tenantId, integrationId });
  }
}

async function markPairingSent(
  tx: Tx,
  { id, tenantId }: { id: string; tenantId: string },
): Promise<void> {
  await tx
    .updateTable('connection')
    .set({ pairing_sent_at: tx.fn<Date>('now') })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('pairing_sent_at', 'is', null)
    .execute();
}
