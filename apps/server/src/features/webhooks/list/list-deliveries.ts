import { sql } from 'kysely';
import type { listDeliveries as endpoint } from '@leads/contract/deliveries';
import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import type { TimeSpan } from '@leads/contract/page';
import { Problem } from '@leads/contract/problem';
import type { Context } from '#platform/act/context.ts';
import { countUpTo, decodeCursor, encodeCursor } from '#platform/db/page-cursor.ts';
import { toSpanStart } from '#platform/db/time-span.ts';
import { selectDeliveryRows, toDeliveryRow } from './to-delivery-row.ts';

type Query = QueryOf<typeof endpoint>;

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Messages, newest first. `search` finds a delivery by its whole id, or those of one `partnerBookingId`. */
export async function listDeliveries(
  ctx: Context,
  query: Query,
): Promise<ReplyOf<typeof endpoint>> {
  const { limit, cursor } = query;
  const matching = selectMatching(ctx, query);
  const [rows, total] = await Promise.all([
    matching
      .$if(cursor !== undefined, (page) => page.where(isAfter(cursor as string)))
      .select(sql<string>`delivery.created_at::text`.as('createdText'))
      .orderBy('delivery.created_at', 'desc')
      .orderBy('delivery.id', 'desc')
      .limit(limit + 1)
      .execute(),
    countUpTo(ctx.db, matching),
  ]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(toDeliveryRow),
    nextCursor: last === undefined ? null : encodeCursor([last.createdText, last.id]),
    ...(total === undefined ? {} : { total }),
  };
}

function selectMatching(
  { db, clock }: Context,
  { integrationId, tenantId, leadId, within, state, path, search = '' }: Query,
) {
  return selectDeliveryRows(db)
    .$if(integrationId !== undefined, (rows) =>
      rows.where('delivery.integration_id', '=', integrationId as string),
    )
    .$if(tenantId !== undefined, (rows) =>
      rows.where('delivery.tenant_id', '=', tenantId as string),
    )
    .$if(leadId !== undefined, (rows) => rows.where('delivery.lead_id', '=', leadId as string))
    .$if(within !== undefined, (rows) =>
      rows.where('delivery.created_at', '>=', toSpanStart(within as TimeSpan, clock.now())),
    )
    .$if(state !== undefined, (rows) => rows.where('delivery.state', '=', state as string))
    .$if(path !== undefined, (rows) => rows.where('delivery.path', '=', path as string))
    .$if(search !== '', (rows) =>
      uuidPattern.test(search)
        ? rows.where((eb) =>
            eb.or([eb('delivery.id', '=', search), eb('delivery.partner_booking_id', '=', search)]),
          )
        : rows.where('delivery.partner_booking_id', '=', search),
    );
}

/** PostgreSQL keeps more digits of a second than a Date does, so the cursor holds its text. */
function isAfter(cursor: string) {
  const [createdText, id] = decodeCursor(cursor, 2).map(String);
  if (!uuidPattern.test(id ?? '') || Number.isNaN(Date.parse(createdText ?? ''))) {
    throw new Problem('invalid_request', {
      detail: 'The cursor is not one of this list. Begin again without a cursor.',
    });
  }
  return sql<boolean>`(delivery.created_at, delivery.id) < (${createdText}::timestamptz, ${id}::uuid)`;
}
