import {
  closeAtOnceMax,
  closeConnections,
  closeLostConnections,
} from '#features/connections/index.ts';
import type { Context, Tx } from '#platform/act/context.ts';

/**
 * Closes the connections of the tenants that lost access to an integration; the partner is told of each that was
 * connected. Many are closed by a job in batches, so that a save answers at once; the access itself is gone with the
 * commit. `deleted`: all of them, as the integration goes.
 */
export async function closeTenants(
  tx: Tx,
  ctx: Context,
  {
    integrationId,
    tenantIds,
    deleted = false,
  }: { integrationId: string; tenantIds: readonly string[]; deleted?: boolean },
): Promise<void> {
  if (tenantIds.length <= closeAtOnceMax) {
    await closeConnections(tx, ctx, { integrationId, tenantIds });
    return;
  }
  const deletedAt = deleted ? { deletedAt: ctx.clock.now().toISOString() } : {};
  await ctx.queue.enqueue(tx, closeLostConnections, { payload: { integrationId, ...deletedAt } });
}

/** Tenants with a connection that is more than history: asked for, under way or connected; not the test tenant. */
export async function listLivingTenants(
  tx: Tx,
  integrationId: string,
): Promise<{ tenantId: string; isConnected: boolean }[]> {
  const rows = await tx
    .selectFrom('connection as c')
    .innerJoin('tenant as t', 't.id', 'c.tenant_id')
    .select((eb) => [
      'c.tenant_id as tenantId',
      eb.fn.agg<boolean>('bool_or', [eb('c.state', '=', 'connected')]).as('isConnected'),
    ])
    .where('c.integration_id', '=', integrationId)
    .where('c.state', 'in', ['pending', 'processing', 'connected'])
    .where('t.is_test', '=', false)
    .groupBy('c.tenant_id')
    .orderBy('c.tenant_id')
    .execute();
  return rows;
}
