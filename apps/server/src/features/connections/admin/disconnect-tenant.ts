import type { ConnectionDetail } from '@leads/contract/admin-tenants';
import type { ActorOf } from '#platform/act/actor.ts';
import { requirePermission } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { disconnect } from '../disconnect.ts';
import { requireConnectionKey } from './connection-row.ts';
import { getConnectionDetail } from './get-connection-detail.ts';

/**
 * Staff end a tenant's connection, as the tenant itself could; a request that is under way is withdrawn.
 * @throws Problem `forbidden`, `not_found`, `connection_state` when it has ended
 */
export async function disconnectTenant(
  ctx: Context<ActorOf<'staff'>>,
  id: string,
): Promise<ConnectionDetail> {
  requirePermission(ctx, 'connection.disconnect');
  await disconnect(ctx, await requireConnectionKey(ctx.db, id));
  return getConnectionDetail(ctx, id);
}
