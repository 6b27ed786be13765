import { closeTenantConnections } from '#features/connections/index.ts';
import {
  enqueueAccountsComparison,
  enqueueAvailabilityComparison,
  toTenantDetails,
} from '#features/webhooks/index.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import type { TenantRow } from './read-tenants.ts';
import type { TenantColumns } from './save-tenants.ts';

/**
 * Sends the jobs that follow from changed tenants: connections of those made inactive close, partners hear of what they
 * are told of a tenant, and of open spots where the time zone moves them. Tenants without a connection need none.
 */
export async function announceTenants(
  tx: Tx,
  ctx: Context,
  { rows, before }: { rows: readonly TenantColumns[]; before: ReadonlyMap<string, TenantRow> },
): Promise<void> {
  const known = rows.flatMap((now) => {
    const was = before.get(now.external_id);
    return was === undefined ? [] : [{ now, was }];
  });
  const connected = await findConnected(
    tx,
    known.map(({ now }) => now.id),
  );
  const changed = known.filter(({ now }) => connected.has(now.id));
  for (const { now, was } of changed) {
    const { id: tenantId } = now;
    if (was.active && !now.active)
      await ctx.queue.enqueue(tx, closeTenantConnections, { payload: { tenantId } });
    if (was.time_zone !== now.time_zone) await enqueueAvailabilityComparison(tx, ctx, { tenantId });
  }
  const renamed = changed.filter(({ now, was }) => detailsOf(now) !== detailsOf(was));
  await enqueueAccountsComparison(tx, ctx, { tenantIds: renamed.map(({ now }) => now.id) });
}

const detailsOf = (row: TenantColumns | TenantRow): string => JSON.stringify(toTenantDetails(row));

/** Those of them that have a connection, or are about to. */
async function findConnected(tx: Tx, tenantIds: readonly string[]): Promise<Set<string>> {
  if (tenantIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom('connection')
    .select('tenant_id as tenantId')
    .distinct()
    .where('tenant_id', 'in', tenantIds)
    .where('state', 'in', ['pending', 'processing', 'connected'])
    .execute();
  return new Set(rows.map(({ tenantId }) => tenantId));
}
