import { Problem } from '@leads/contract/problem';
import type { Reader } from '#platform/act/context.ts';

/**
 * The living integration whose agreement is looked at; null stands for the default text.
 * @throws Problem `not_found`
 */
export async function findScope(
  db: Reader,
  integrationId: string | null,
): Promise<{ id: string; name: string } | null> {
  if (integrationId === null) return null;
  const row = await db
    .selectFrom('integration')
    .select(['id', 'name'])
    .where('id', '=', integrationId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (row !== undefined) return row;
  throw new Problem('not_found', {
    detail: 'There is no such integration. It may have been deleted.',
  });
}
