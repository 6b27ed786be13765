import { sql } from 'kysely';
import type { Tx } from '#platform/act/context.ts';
import type { JudgedAttempt } from './complete-jobs.ts';
import { isProbeGroup } from '../delivery-queue.ts';
import { muchWaits } from '../receivers/spread.ts';
import { isGone } from './judge-attempt.ts';

export interface Receiver {
  /** Id of its row in `webhook_prefix`. */
  id: string;
  /** It was paused, and much waits for it: see resume-receiver.task.ts. */
  resumes: boolean;
}

/** Waiting retries of a receiver are made due at most this often, however often it fails and answers in turn. */
const releaseEverySeconds = 60;
/** Without any 2xx for so long a receiver is paused. */
const failingMaxDays = 5;

interface Seen {
  integration_id: string;
  prefix: string;
  answered: boolean;
  failed: boolean;
  gone: boolean;
  probed: boolean;
}

/**
 * Keeps since when each receiver fails. A 410 pauses it, and five days without a 2xx do; a 2xx to a probe ends such a
 * pause. Returns those that answered again after failures and whose waiting retries should be made due.
 */
export async function recordReceivers(
  tx: Tx,
  judged: readonly JudgedAttempt[],
): Promise<Receiver[]> {
  const seen = JSON.stringify(toSeen(judged));
  const { rows } = await sql<Receiver>`
    with seen as (
      select * from json_to_recordset(${seen}::json) as row (
        integration_id uuid, prefix text, answered boolean, failed boolean, gone boolean, probed boolean
      )
    ), changing as (
      select receiver.id, seen.*,
        seen.answered and receiver.failing_since is not null
          and (receiver.released_at is null
            or receiver.released_at < now() - ${releaseEverySeconds} * interval '1 second') as recovers,
        seen.failed and not seen.answered
          and receiver.failing_since < now() - ${failingMaxDays} * interval '1 day' as fails_long,
        seen.probed and receiver.paused_reason in ('gone', 'failing') as goes_on,
        seen.probed and ${muchWaits('seen')} as much_waits
      from seen join webhook_prefix receiver using (integration_id, prefix)
      where (seen.answered and receiver.failing_since is not null)
        or (seen.failed and not seen.answered and receiver.failing_since is null)
        or (seen.gone and receiver.paused_at is null)
        or (seen.probed and receiver.paused_at is not null)
        or (seen.failed and not seen.answered and receiver.paused_at is null
          and receiver.failing_since < now() - ${failingMaxDays} * interval '1 day')
      order by receiver.id
      for update of receiver
    ), changed as (
      update webhook_prefix receiver set
        failing_since = case when changing.answered then null else coalesce(failing_since, now()) end,
        released_at = case when changing.recovers then now() else released_at end,
        paused_at = case
          when changing.gone then coalesce(paused_at, now())
          when goes_on then case when much_waits then paused_at end
          when fails_long then coalesce(paused_at, now())
          else paused_at end,
        paused_reason = case
          when changing.gone then coalesce(paused_reason, 'gone')
          when goes_on then case when much_waits then 'resuming' end
          when fails_long then coalesce(paused_reason, 'failing')
          else paused_reason end
      from changing where receiver.id = changing.id
      returning receiver.id, changing.recovers, changing.goes_on and changing.much_waits as resumes
    )
    select id, coalesce(resumes, false) as resumes from changed where recovers or resumes`.execute(
    tx,
  );
  return rows;
}

function toSeen(judged: readonly JudgedAttempt[]): Seen[] {
  const seen = new Map<string, Seen>();
  for (const { attempt } of judged) {
    const { integrationId, prefix } = attempt.delivery;
    const key = `${integrationId} ${prefix}`;
    const one = seen.get(key) ?? {
      integration_id: integrationId,
      prefix,
      answered: false,
      failed: false,
      gone: false,
      probed: false,
    };
    one.answered ||= attempt.succeeded;
    one.failed ||= !attempt.succeeded;
    one.gone ||= isGone(attempt);
    one.probed ||= attempt.succeeded && isProbeGroup(attempt.job.groupId);
    seen.set(key, one);
  }
  return [...seen.values()];
}
