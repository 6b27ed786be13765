import { sql } from 'kysely';
import type { listDeliveries as endpoint } from '@leads/contract/deliveries';
import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import { Problem } from '@leads/contract/problem';
import type { Context } from '#platform/act/context.ts';
import { countUpTo, decodeCursor, toPage } from '#platform/db/page-cursor.ts';
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
  const conditions = toConditions(ctx, query);
  const after = cursor === undefined ? [] : [isAfter(cursor)];
  const [rows, total] = await Promise.all([
    selectDeliveryRows(ctx.db)
      .where((eb) => eb.and([...conditions, ...after]))
      .select(sql<string>`delivery.created_at::text`.as('createdText'))
      .orderBy('delivery.created_at', 'desc')
      .orderBy('delivery.id', 'desc')
      .limit(limit + 1)
      .execute(),
    // Without the joins: ten thousand lookups of names are no count.
    countUpTo(
      ctx.db,
      ctx.db
        .selectFrom('delivery')
        .select('delivery.id')
        .where((eb) => eb.and(conditions)),
    ),
  ]);
  const page = toPage(rows, { limit, cursorOf: ({ createdText, id }) => [createdText, id], total });
  return { ...page, items: page.items.map(toDeliveryRow) };
}

function toConditions({ clock }: Context, query: Query) {
  const { integrationId, tenantId, leadId, within, state, path, search = '' } = query;
  const since = within === undefined ? undefined : toSpanStart(within, clock.now());
  return [
    ...(integrationId === undefined
      ? []
      : [sql<boolean>`delivery.integration_id = ${integrationId}`]),
    ...(tenantId === undefined ? [] : [sql<boolean>`delivery.tenant_id = ${tenantId}`]),
    ...(leadId === undefined ? [] : [sql<boolean>`delivery.lead_id = ${leadId}`]),
    ...(since === undefined ? [] : [sql<boolean>`delivery.created_at >= ${since}`]),
    ...(state === undefined ? [] : [sql<boolean>`delivery.state = ${state}`]),
    ...(path === undefined ? [] : [sql<boolean>`delivery.path = ${path}`]),
    ...(search === '' ? [] : [isFoundBy(search)]),
  ];
}

function isFoundBy(search: string) {
  return uuidPattern.test(search)
    ? sql<boolean>`(delivery.id = ${search}::uuid or delivery.partner_booking_id = ${search})`
    : sql<boolean>`delivery.partner_booking_id = ${search}`;
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
