import type { listTenants as endpoint } from '@leads/contract/admin-tenants';
import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import { findTenantPage } from '#features/tenants/index.ts';
import type { Context } from '#platform/act/context.ts';
import { toPage } from '#platform/db/page-cursor.ts';
import { selectTenantRows, toTenantRow } from './tenant-row.ts';

/**
 * Tenants by name, the built-in test tenants left out; see `findTenantPage` for what is found.
 * @throws Problem `invalid_request` for a cursor that is none
 */
export async function listTenants(
  ctx: Context,
  { search, connected, attention, cursor, limit }: QueryOf<typeof endpoint>,
): Promise<ReplyOf<typeof endpoint>> {
  const { keys, total } = await findTenantPage(ctx.db, {
    search,
    among: [
      ...(attention === 'true' ? (['needing_attention'] as const) : []),
      ...(connected === 'true' ? (['connected'] as const) : []),
    ],
    without: connected === 'false' ? ['connected'] : [],
    cursor,
    limit,
  });
  const page = toPage(keys, { limit, cursorOf: ({ sortKey, id }) => [sortKey, id], total });
  const ids = page.items.map(({ id }) => id);
  return { ...page, items: await readTenants(ctx, ids) };
}

async function readTenants(ctx: Context, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await selectTenantRows(ctx.db).where('t.id', 'in', ids).execute();
  const byId = new Map(rows.map((row) => [row.id, toTenantRow(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
