import { Problem } from '@leads/contract/problem';
import type { Reader } from '#platform/act/context.ts';

/**
 * The prefix of one receiver of a living integration; null where all are meant.
 * @throws Problem `not_found`
 */
export async function findReceiverPrefix(
  db: Reader,
  { integrationId, receiverId }: { integrationId: string; receiverId: string | null },
): Promise<string | null> {
  const integration = await db
    .selectFrom('integration')
    .select('id')
    .where('id', '=', integrationId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (integration === undefined) {
    throw new Problem('not_found', {
      detail: 'There is no such integration. It may have been deleted.',
    });
  }
  if (receiverId === null) return null;
  const receiver = await db
    .selectFrom('webhook_prefix')
    .select('prefix')
    .where('id', '=', receiverId)
    .where('integration_id', '=', integrationId)
    .executeTakeFirst();
  if (receiver !== undefined) return receiver.prefix;
  throw new Problem('not_found', {
    detail: 'The integration has no such receiver. Load the deliveries again.',
  });
}
