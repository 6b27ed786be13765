import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import type { listAccessTenants as endpoint } from '@leads/contract/integrations';
import { findTenantPage } from '#features/tenants/index.ts';
import type { TenantSearch } from '#features/tenants/index.ts';
import type { Context } from '#platform/act/context.ts';
import { toPage } from '#platform/db/page-cursor.ts';
import { requireIntegration } from '../lock-integration.ts';
import { isConnected, isEnabled } from './tenant-conditions.ts';

/**
 * Tenants by name, each with whether it is enabled and connected; see `findTenantPage` for what is found.
 * @throws Problem `not_found`, `invalid_request` for a cursor that is none
 */
export async function listAccessTenants(
  ctx: Context,
  { integrationId, query }: { integrationId: string; query: QueryOf<typeof endpoint> },
): Promise<ReplyOf<typeof endpoint>> {
  await requireIntegration(ctx.db, integrationId);
  const { keys, total } = await findTenantPage(ctx.db, {
    search: query.search,
    ...toSets(integrationId, query),
    cursor: query.cursor,
    limit: query.limit,
  });
  const page = toPage(keys, {
    limit: query.limit,
    cursorOf: ({ sortKey, id }) => [sortKey, id],
    total,
  });
  const tenants = await describeTenants(ctx, {
    integrationId,
    tenantIds: page.items.map(({ id }) => id),
  });
  return { ...page, items: page.items.flatMap(({ id }) => tenants.get(id) ?? []) };
}

async function describeTenants(
  ctx: Context,
  { integrationId, tenantIds }: { integrationId: string; tenantIds: string[] },
) {
  if (tenantIds.length === 0) return new Map<string, never>();
  const rows = await ctx.db
    .selectFrom('tenant as t')
    .where('t.id', 'in', tenantIds)
    .select([
      't.id',
      't.name',
      't.locality',
      't.region',
      isEnabled(integrationId).as('enabled'),
      isConnected(integrationId).as('connected'),
    ])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Enabled ones are listed even when they are inactive, so that the list agrees with its count. */
function toSets(
  integrationId: string,
  { enabled, connected }: QueryOf<typeof endpoint>,
): Pick<TenantSearch, 'among' | 'without'> {
  const list = { listOf: integrationId };
  const connectedOnly = connected === 'true' ? [{ connectedTo: integrationId }] : [];
  if (enabled === 'true') return { among: [...connectedOnly, list], without: [] };
  const enabledOnes = enabled === 'false' ? [list] : [];
  return connected === 'true'
    ? { among: connectedOnly, without: [...enabledOnes, 'inactive'] }
    : { among: ['active'], without: enabledOnes };
}
