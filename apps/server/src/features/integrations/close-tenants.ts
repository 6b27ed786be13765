import { closeConnections } from '#features/connections/index.ts';
import type { Context, Tx } from '#platform/act/context.ts';

/** Below the 65,535 parameters that one statement takes. */
const batchSize = 10_000;

/** Closes the connections of so many tenants to an integration; the partner is told of each that was connected. */
export async function closeTenants(
  tx: Tx,
  ctx: Context,
  { integrationId, tenantIds }: { integrationId: string; tenantIds: readonly string[] },
): Promise<void> {
  for (let from = 0; from < tenantIds.length; from += batchSize) {
    await closeConnections(tx, ctx, {
      integrationId,
      tenantIds: tenantIds.slice(from, from + batchSize),
    });
  }
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
