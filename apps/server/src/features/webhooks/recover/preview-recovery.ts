import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { previewRecovery as endpoint, RecoveryPreview } from '@leads/contract/recoveries';
import type { QueryOf } from '@leads/contract/endpoint';
import type { Context } from '#platform/act/context.ts';
import { readSql } from '#platform/db/read-sql.ts';
import { countMax, countUpTo } from '#platform/db/page-cursor.ts';
import { findReceiverPrefix } from './find-receiver-prefix.ts';
import { isFailed, isInRange, isRetried } from './recovery-range.ts';
import type { RecoveryRange } from './recovery-range.ts';

/**
 * How many messages a recovery would send again now, and whether they would wait. Each count stops at 10,000.
 * @throws Problem `not_found` for an integration or receiver that is not there
 */
export async function previewRecovery(
  ctx: Context,
  query: QueryOf<typeof endpoint>,
): Promise<RecoveryPreview> {
  const { integrationId, receiverId = null } = query;
  const prefix = await findReceiverPrefix(ctx.db, { integrationId, receiverId });
  const range = { ...query, prefix };
  const count = async (...states: RawBuilder<boolean>[]) =>
    (await countUpTo(
      ctx.db,
      ctx.db
        .selectFrom('delivery')
        .select('delivery.id')
        .where((eb) => eb.and([isInRange(range), ...states])),
    )) ?? null;
  const isGone = sql<boolean>`delivery.last_status = 410`;
  const [failed, gone, waiting, held] = await Promise.all([
    count(isFailed),
    count(isFailed, isGone),
    query.what === 'failed' ? 0 : count(isRetried),
    findHeld(ctx, range),
  ]);
  const ended = failed === null || gone === null ? null : failed - gone;
  const sum = failed === null || waiting === null ? null : failed + waiting;
  const total = sum !== null && sum > countMax ? null : sum;
  return { ended, gone, waiting, total, held };
}

async function findHeld(
  ctx: Context,
  { integrationId, prefix }: RecoveryRange,
): Promise<RecoveryPreview['held']> {
  const [row] = await readSql(
    ctx.db,
    sql<{ isInactive: boolean; isPaused: boolean }>`
      select integration.status = 'inactive' as "isInactive",
        exists (select from webhook_prefix receiver
          where receiver.integration_id = integration.id and receiver.paused_at is not null
            and (${prefix}::text is null or receiver.prefix = ${prefix})) as "isPaused"
      from integration where integration.id = ${integrationId}`,
  );
  if (row?.isInactive === true) return 'inactive';
  return row?.isPaused === true ? 'paused' : null;
}
