import type { ParamsOf, QueryOf, ReplyOf } from '@leads/contract/endpoint';
import type { listLeads as endpoint } from '@leads/contract/leads';
import type { Context } from '#platform/act/context.ts';
import { countMax, encodeCursor } from '#platform/db/page-cursor.ts';
import { requireOwnTenant } from '../lock-lead.ts';
import { countLeads, findLeadIds } from './find-lead-ids.ts';
import { selectLeadRows, toLeadRow } from './lead-row.ts';

type Query = ParamsOf<typeof endpoint> & QueryOf<typeof endpoint>;

/**
 * A page of the tenant's inbox, newest first. `newCount` counts all new leads, whatever the filters, up to 10,000.
 * @throws Problem `not_found` for another tenant, `invalid_request` for a cursor of another list
 */
export async function listLeads(
  ctx: Context,
  { tenantId, cursor, limit, ...filter }: Query,
): Promise<ReplyOf<typeof endpoint>> {
  requireOwnTenant(ctx, tenantId);
  const asked = { tenantId, filter };
  const [ids, total, newCount] = await Promise.all([
    findLeadIds(ctx, asked, { cursor, limit: limit + 1 }),
    countLeads(ctx, asked),
    countLeads(ctx, { tenantId, filter: { state: 'new' } }),
  ]);
  const rows = await readRows(ctx, { tenantId, ids: ids.slice(0, limit) });
  const items = rows.map(toLeadRow);
  const last = ids.length > limit ? items.at(-1) : undefined;
  return {
    items,
    nextCursor: last === undefined ? null : encodeCursor([last.receivedAt, last.id]),
    ...(total === undefined ? {} : { total }),
    newCount: newCount ?? countMax,
  };
}

async function readRows(
  ctx: Context,
  { tenantId, ids }: { tenantId: string; ids: readonly string[] },
) {
  if (ids.length === 0) return [];
  return selectLeadRows(ctx.db)
    .where('lead.tenant_id', '=', tenantId)
    .where('lead.id', 'in', ids)
    .orderBy('lead.received_at', 'desc')
    .orderBy('lead.id', 'desc')
    .execute();
}
