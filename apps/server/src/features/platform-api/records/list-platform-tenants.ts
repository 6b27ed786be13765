import { z } from 'zod';
import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import type { listPlatformTenants as endpoint } from '@leads/contract/platform-tenants';
import type { Context } from '#platform/act/context.ts';
import { countUpTo, encodeCursor } from '#platform/db/page-cursor.ts';
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
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(toPlatformTenant),
    nextCursor: last === undefined ? null : encodeCursor([last.external_id]),
    ...(total === undefined ? {} : { total }),
  };
}
