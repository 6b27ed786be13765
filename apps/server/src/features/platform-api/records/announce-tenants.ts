import { closeTenantConnections } from '#features/connections/index.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import type { TenantRow } from './read-tenants.ts';
import type { TenantColumns } from './save-tenants.ts';

/** Sends the jobs that follow from changed tenants; those without a connection need none. */
export async function announceTenants(
  tx: Tx,
  ctx: Context,
  { rows, before }: { rows: readonly TenantColumns[]; before: ReadonlyMap<string, TenantRow> },
): Promise<void> {
  const closed = rows.filter((row) => before.get(row.external_id)?.active === true && !row.active);
  for (const tenantId of await withLivingConnection(tx, closed)) {
    await ctx.queue.enqueue(tx, closeTenantConnections, { payload: { tenantId } });
  }
}

async function withLivingConnection(tx: Tx, rows: readonly TenantColumns[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const connected = await tx
    .selectFrom('connection')
    .select('tenant_id as tenantId')
    .distinct()
    .where(
      'tenant_id',
      'in',
      rows.map(({ id }) => id),
    )
    .where('state', 'in', ['pending', 'processing', 'connected'])
    .execute();
  return connected.map(({ tenantId }) => tenantId);
}
