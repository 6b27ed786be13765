import type { ConnectionDetail } from '@leads/contract/admin-tenants';
import { Problem } from '@leads/contract/problem';
import type { ActorOf } from '#platform/act/actor.ts';
import { requirePermission } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { claimRefresh, getConnectionDetail } from '#features/connections/index.ts';
import { refreshAccount } from './refresh-account.ts';

/**
 * Staff refresh an account at once, for example after the partner mended something. A fault of the partner is told in the
 * connection that is answered.
 * @throws Problem `forbidden`, `not_found`, `integration_inactive`, `connection_state` when there is nothing to refresh it
 * by, or a refresh is under way
 */
export async function refreshNow(
  ctx: Context<ActorOf<'staff'>>,
  id: string,
): Promise<ConnectionDetail> {
  requirePermission(ctx, 'connection.refresh');
  const connection = await getConnectionDetail(ctx, id);
  const { tenantId, integrationId } = connection;
  if (connection.state !== 'connected' || !connection.refreshes) {
    throw new Problem('connection_state', {
      detail:
        connection.state === 'connected'
          ? 'There is no refresh token for this account: the partner granted none, or it was revoked. The tenant has to sign in again.'
          : 'The account is not connected, so there is nothing to refresh.',
    });
  }
  await requireActive(ctx, integrationId);
  const claimed = await claimRefresh(ctx, { tenantId, connectionId: connection.id });
  if (claimed === undefined) {
    throw new Problem('connection_state', {
      detail: 'The account is being refreshed right now. Look again in a minute.',
    });
  }
  await refreshAccount(ctx, claimed);
  return getConnectionDetail(ctx, connection.id);
}

async function requireActive({ db }: Context, integrationId: string): Promise<void> {
  const row = await db
    .selectFrom('integration')
    .select('id')
    .where('id', '=', integrationId)
    .where('status', '=', 'active')
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (row !== undefined) return;
  throw new Problem('integration_inactive', {
    detail: 'The integration is not active, so its partner is not asked. Activate it first.',
  });
}
