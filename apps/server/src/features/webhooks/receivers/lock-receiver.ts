import { Problem } from '@leads/contract/problem';
import type { Tx } from '#platform/act/context.ts';

/** @throws Problem `not_found` */
export async function lockReceiver(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('webhook_prefix')
    .select([
      'id',
      'integration_id as integrationId',
      'prefix',
      'paused_at as pausedAt',
      'paused_reason as pausedReason',
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row !== undefined) return row;
  throw new Problem('not_found', {
    detail: 'There is no such receiver. Load the deliveries again.',
  });
}
