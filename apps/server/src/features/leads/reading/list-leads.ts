import type { ParamsOf, QueryOf, ReplyOf } from '@leads/contract/endpoint';
import type { listLeads as endpoint } from '@leads/contract/leads';
import type { Context } from '#platform/act/context.ts';
import { countMax, countUpTo, encodeCursor } from '#platform/db/page-cursor.ts';
import { requireOwnTenant } from '../lock-lead.ts';
import { isAfter, toLeadConditions } from './lead-filter.ts';
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
  const conditions = toLeadConditions(ctx, tenantId, filter);
  const after = cursor === undefined ? [] : [isAfter(cursor)];
  const [rows, total, newCount] = await Promise.all([
    selectLeadRows(ctx.db)
      .where((eb) => eb.and([...conditions, ...after]))
      .orderBy('lead.received_at', 'desc')
      .orderBy('lead.id', 'desc')
      .limit(limit + 1)
      .execute(),
    // Without the joins: ten thousand lookups of names are no count.
    countUpTo(
      ctx.db,
      ctx.db
        .selectFrom('lead')
        .select('lead.id')
        .where((eb) => eb.and(conditions)),
    ),
    countNew(ctx, tenantId),
  ]);
  const items = rows.slice(0, limit).map(toLeadRow);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items,
    nextCursor: last === undefined ? null : encodeCursor([last.receivedAt, last.id]),
    ...(total === undefined ? {} : { total }),
    newCount,
  };
}

async function countNew(ctx: Context, tenantId: string): Promise<number> {
  const query = ctx.db
    .selectFrom('lead')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'new');
  return (await countUpTo(ctx.db, query)) ?? countMax;
}
