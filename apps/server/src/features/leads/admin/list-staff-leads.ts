import { sql } from 'kysely';
import { z } from 'zod';
import type { listStaffLeads as endpoint } from '@leads/contract/admin-leads';
import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import { Id } from '@leads/contract/page';
import type { Context } from '#platform/act/context.ts';
import { countUpTo, toPage } from '#platform/db/page-cursor.ts';
import { parseCursor } from '#platform/db/parse-cursor.ts';
import { toSpanStart } from '#platform/db/time-span.ts';
import { selectStaffLeadRows, toStaffLeadRow } from './staff-lead-row.ts';

type Query = QueryOf<typeof endpoint>;
const isLeadId = (text: string): boolean => Id.safeParse(text).success;

/**
 * Leads of all tenants, newest first, customers masked. `search` is a whole partnerBookingId or lead id: who the
 * customer is cannot be searched for.
 * @throws Problem `invalid_request` for a cursor that is none
 */
export async function listStaffLeads(
  ctx: Context,
  query: Query,
): Promise<ReplyOf<typeof endpoint>> {
  const { limit, cursor } = query;
  const conditions = toConditions(ctx, query);
  const after = cursor === undefined ? [] : [isAfter(cursor)];
  const [rows, total] = await Promise.all([
    selectStaffLeadRows(ctx.db)
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
  ]);
  return toPage(rows.map(toStaffLeadRow), {
    limit,
    cursorOf: ({ receivedAt, id }) => [receivedAt, id],
    total,
  });
}

function toConditions(ctx: Context, query: Query) {
  const { state, integrationId, tenantId, test, search = '' } = query;
  const { within, receivedFrom, receivedBefore } = query;
  const since = within === undefined ? undefined : toSpanStart(within, ctx.clock.now());
  return [
    ...(state === undefined ? [] : [sql<boolean>`lead.state = ${state}`]),
    ...(integrationId === undefined ? [] : [sql<boolean>`lead.integration_id = ${integrationId}`]),
    ...(tenantId === undefined ? [] : [sql<boolean>`lead.tenant_id = ${tenantId}`]),
    ...(test === 'true' ? [sql<boolean>`lead.test`] : []),
    ...(test === 'false' ? [sql<boolean>`not lead.test`] : []),
    ...(since === undefined ? [] : [sql<boolean>`lead.received_at >= ${since}`]),
    ...(receivedFrom === undefined ? [] : [sql<boolean>`lead.received_at >= ${receivedFrom}`]),
    ...(receivedBefore === undefined ? [] : [sql<boolean>`lead.received_at < ${receivedBefore}`]),
    ...(search === '' ? [] : [isFoundBy(search)]),
  ];
}

function isFoundBy(search: string) {
  return isLeadId(search)
    ? sql<boolean>`(lead.id = ${search}::uuid or lead.partner_booking_id = ${search})`
    : sql<boolean>`lead.partner_booking_id = ${search}`;
}

function isAfter(cursor: string) {
  const [receivedAt, id] = parseCursor(cursor, z.tuple([z.iso.datetime(), Id]));
  return sql<boolean>`(lead.received_at, lead.id) < (${receivedAt}::timestamptz, ${id}::uuid)`;
}
