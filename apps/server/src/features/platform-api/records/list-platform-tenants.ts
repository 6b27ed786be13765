import { z } from 'zod';
import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import type { listPlatformTenants as endpoint } from '@leads/contract/platform-tenants';
import type { Context } from '#platform/act/context.ts';
import { countUpTo, toPage } from '#platform/db/page-cursor.ts';
import { parseCursor, SortText } from '#platform/db/parse-cursor.ts';
import { listTenantRows, selectTenantCount, toPlatformTenant } from './read-tenants.ts';

/** Tenants by external id, built-in test tenants left out. */
export async function listPlatformTenants(
  { db }: Context,
  { cursor, limit, active }: QueryOf<typeof endpoint>,
): Promise<ReplyOf<typeof endpoint>> {
  const after = cursor === undefined ? undefined : parseCursor(cursor, z.tuple([SortText]))[0];
  const filter = active === undefined ? {} : { active: active === 'true' };
  const rows = await listTenantRows(db, { after, ...filter, limit: limit + 1 });
  const total = await countUpTo(db, selectTenantCount(db, filter));
  const page = toPage(rows, { limit, cursorOf: (row) => [row.external_id], total });
  return { ...page, items: page.items.map(toPlatformTenant) };
}
