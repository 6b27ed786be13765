import { sql } from 'kysely';
import { z } from 'zod';
import type { ParamsOf, QueryOf, ReplyOf } from '@leads/contract/endpoint';
import type { listLeads as endpoint } from '@leads/contract/leads';
import { Problem } from '@leads/contract/problem';
import type { Context } from '#platform/act/context.ts';
import { likePart } from '#platform/db/like-pattern.ts';
import { countMax, countUpTo, decodeCursor, encodeCursor } from '#platform/db/page-cursor.ts';
import { requireOwnTenant } from '../lock-lead.ts';
import { toSearchTerms } from '../search-text.ts';
import { selectLeadRows, toLeadRow } from './lead-row.ts';

type Query = ParamsOf<typeof endpoint> & QueryOf<typeof endpoint>;

/**
 * A page of the tenant's inbox, newest first. Every word of the search must be found in the name, telephone, e-mail,
 * address, partnerBookingId or extra details. `newCount` counts all new leads, whatever the filters, up to 10,000.
 * @throws Problem `not_found` for another tenant, `invalid_request` for a cursor of another list
 */
export async function listLeads(
  ctx: Context,
  { tenantId, search, state, integrationId, cursor, limit }: Query,
): Promise<ReplyOf<typeof endpoint>> {
  requireOwnTenant(ctx, tenantId);
  const filtered = toSearchTerms(search ?? '').reduce(
    (query, alternatives) =>
      query.where((eb) =>
        eb.or(alternatives.map((text) => eb('lead.search_text', 'like', likePart(text)))),
      ),
    selectLeadRows(ctx.db)
      .where('lead.tenant_id', '=', tenantId)
      .$if(state !== undefined, (query) => query.where('lead.state', '=', state as string))
      .$if(integrationId !== undefined, (query) =>
        query.where('lead.integration_id', '=', integrationId as string),
      ),
  );
  const after = cursor === undefined ? undefined : parseCursor(cursor);
  const rows = await filtered
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(lead.received_at, lead.id) < (${after?.receivedAt}::timestamptz, ${after?.id}::uuid)`,
      ),
    )
    .orderBy('lead.received_at', 'desc')
    .orderBy('lead.id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(toLeadRow);
  const last = items.at(-1);
  const total = await countUpTo(ctx.db, filtered);
  return {
    items,
    nextCursor:
      rows.length > limit && last !== undefined ? encodeCursor([last.receivedAt, last.id]) : null,
    ...(total === undefined ? {} : { total }),
    newCount: await countNew(ctx, tenantId),
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

const CursorValues = z.tuple([z.iso.datetime(), z.uuid()]);

function parseCursor(cursor: string): { receivedAt: string; id: string } {
  const parsed = CursorValues.safeParse(decodeCursor(cursor, 2));
  if (parsed.success) return { receivedAt: parsed.data[0], id: parsed.data[1] };
  throw new Problem('invalid_request', {
    detail: 'The cursor is not one of this list. Begin again without a cursor.',
    errors: [{ pointer: '/cursor', message: 'is not a cursor of this list' }],
  });
}
