import { Problem } from '@leads/contract/problem';
import type { Tx } from '#platform/act/context.ts';

/** @throws Problem `not_found`, also for one of a deleted integration */
export async function lockReceiver(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('webhook_prefix as receiver')
    .innerJoin('integration', 'integration.id', 'receiver.integration_id')
    .select([
      'receiver.id',
      'receiver.integration_id as integrationId',
      'receiver.prefix',
      'receiver.paused_at as pausedAt',
      'receiver.paused_reason as pausedReason',
    ])
    .where('receiver.id', '=', id)
    .where('integration.deleted_at', 'is', null)
    .forUpdate('receiver')
    .executeTakeFirst();
  if (row !== undefined) return row;
  throw new Problem('not_found', {
    detail: 'There is no such receiver. Load the deliveries again.',
  });
}
