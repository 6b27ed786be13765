import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { z } from 'zod';
import type { LeadFilter } from '@leads/contract/leads';
import { Id } from '@leads/contract/page';
import type { Context } from '#platform/act/context.ts';
import { likePart } from '#platform/db/like-pattern.ts';
import { countUpTo } from '#platform/db/page-cursor.ts';
import { parseCursor } from '#platform/db/parse-cursor.ts';
import { toSpanStart } from '#platform/db/time-span.ts';
import { toSearchTerms } from '../search-text.ts';

interface Asked {
  tenantId: string;
  filter: LeadFilter;
}

/**
 * The ids of a page of the tenant's leads, newest first. Every word of the search must be found in the name, telephone,
 * e-mail, address, partnerBookingId or extra details.
 * @throws Problem `invalid_request` for a cursor of another list
 */
export async function findLeadIds(
  ctx: Context,
  asked: Asked,
  { cursor, limit }: { cursor: string | undefined; limit: number },
): Promise<string[]> {
  const after = cursor === undefined ? [] : [isAfter(cursor)];
  const rows = await selectFiltered(ctx, asked)
    .select('id')
    .where((eb) => eb.and(after))
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** How many leads are filtered; undefined above 10,000. */
export async function countLeads(ctx: Context, asked: Asked): Promise<number | undefined> {
  return countUpTo(ctx.db, selectFiltered(ctx, asked));
}

/** Both tables have what a filter names; only one has the texts close together. */
function selectFiltered(ctx: Context, { tenantId, filter }: Asked) {
  const { state, integrationId, jobTypeId, test, within, receivedFrom, receivedBefore } = filter;
  const terms = toSearchTerms(filter.search ?? '');
  const since = within === undefined ? undefined : toSpanStart(within, ctx.clock.now());
  return ctx.db
    .selectFrom(terms.length === 0 ? 'lead' : 'lead_text')
    .where('tenant_id', '=', tenantId)
    .where((eb) =>
      eb.and([
        ...(state === undefined ? [] : [eb('state', '=', state)]),
        ...(integrationId === undefined ? [] : [eb('integration_id', '=', integrationId)]),
        ...(jobTypeId === undefined ? [] : [isOfJobType(jobTypeId)]),
        ...(test === undefined
          ? []
          : [test === 'true' ? sql<boolean>`test` : sql<boolean>`not test`]),
        ...(since === undefined ? [] : [eb('received_at', '>=', since)]),
        ...(receivedFrom === undefined ? [] : [sql<boolean>`received_at >= ${receivedFrom}`]),
        ...(receivedBefore === undefined ? [] : [sql<boolean>`received_at < ${receivedBefore}`]),
        ...terms.map(isFoundBy),
      ]),
    );
}

function isOfJobType(jobTypeId: string): RawBuilder<boolean> {
  return jobTypeId === 'none'
    ? sql<boolean>`tenant_job_type_id is null`
    : sql<boolean>`tenant_job_type_id = ${jobTypeId}`;
}

function isFoundBy(alternatives: readonly string[]): RawBuilder<boolean> {
  const found = alternatives.map((text) => sql`search_text like ${likePart(text)}`);
  return sql<boolean>`(${sql.join(found, sql` or `)})`;
}

function isAfter(cursor: string): RawBuilder<boolean> {
  const [receivedAt, id] = parseCursor(cursor, z.tuple([z.iso.datetime(), Id]));
  return sql<boolean>`(received_at, id) < (${receivedAt}::timestamptz, ${id}::uuid)`;
}
