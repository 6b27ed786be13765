import type { Tx } from '#platform/act/context.ts';
import type { LockedConnection } from './lock-connections.ts';

/**
 * Ends a request in an older connection of the same tenant: one row per account stays, the sign-ins made for the
 * request belong to it, and answers of the partner under the newer requestId reach it by the alias.
 */
export async function mergeRequest(
  tx: Tx,
  { tenantId, request, into }: { tenantId: string; request: LockedConnection; into: string },
): Promise<void> {
  await tx
    .updateTable('authorization_session')
    .set({ connection_id: into })
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', request.id)
    .execute();
  await tx
    .deleteFrom('connection')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', request.id)
    .execute();
  await tx
    .insertInto('connection_alias')
    .values({ request_id: request.id, tenant_id: tenantId, connection_id: into })
    .execute();
}
