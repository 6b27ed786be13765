import { Problem } from '@leads/contract/problem';
import type { Tx } from '#platform/act/context.ts';

/**
 * Locks a living integration, so that two acts on its signing keys come one after the other.
 * @throws Problem `not_found`
 */
export async function requireIntegration(
  tx: Tx,
  integrationId: string,
): Promise<{ id: string; name: string; type: string }> {
  const row = await tx
    .selectFrom('integration')
    .select(['id', 'name', 'tenant_authorization_type as type'])
    .where('id', '=', integrationId)
    .where('deleted_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row !== undefined) return row;
  throw new Problem('not_found', {
    detail: 'There is no such integration. It may have been deleted.',
  });
}
