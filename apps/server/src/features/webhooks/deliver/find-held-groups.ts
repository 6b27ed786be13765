import type { Reader } from '#platform/act/context.ts';
import { groupIdOf } from '../delivery-queue.ts';

/**
 * Groups whose jobs stay where they are: of paused prefixes, and of inactive integrations. Messages of a deleted
 * integration run to the end of their schedule whatever their receiver does, so that they have one; test messages go out
 * in every status.
 */
export async function findHeldGroups(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('webhook_prefix as prefix')
    .innerJoin('integration', 'integration.id', 'prefix.integration_id')
    .select([
      'prefix.integration_id as integrationId',
      'prefix.prefix',
      'prefix.paused_at as pausedAt',
    ])
    .where('integration.deleted_at', 'is', null)
    .where((eb) =>
      eb.or([eb('prefix.paused_at', 'is not', null), eb('integration.status', '=', 'inactive')]),
    )
    .execute();
  return rows.flatMap(({ integrationId, prefix, pausedAt }) => {
    const live = groupIdOf({ integrationId, prefix, test: false });
    return pausedAt === null ? [live] : [live, groupIdOf({ integrationId, prefix, test: true })];
  });
}
