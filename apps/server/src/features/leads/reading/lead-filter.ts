import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { z } from 'zod';
import type { LeadFilter } from '@leads/contract/leads';
import { Id } from '@leads/contract/page';
import type { Context } from '#platform/act/context.ts';
import { likePart } from '#platform/db/like-pattern.ts';
import { parseCursor } from '#platform/db/parse-cursor.ts';
import { toSpanStart } from '#platform/db/time-span.ts';
import { toSearchTerms } from '../search-text.ts';

type Condition = RawBuilder<boolean>;

/**
 * The rows of `lead` that a tenant's filter means; all of its parts must hold. Every word of the search must be found in
 * the name, telephone, e-mail, address, partnerBookingId or extra details.
 */
export function toLeadConditions(ctx: Context, tenantId: string, filter: LeadFilter): Condition[] {
  const { state, integrationId, jobTypeId, test, receivedFrom, receivedBefore } = filter;
  const since =
    filter.within === undefined ? undefined : toSpanStart(filter.within, ctx.clock.now());
  return [
    sql<boolean>`lead.tenant_id = ${tenantId}`,
    ...(state === undefined ? [] : [sql<boolean>`lead.state = ${state}`]),
    ...(integrationId === undefined ? [] : [sql<boolean>`lead.integration_id = ${integrationId}`]),
    ...(jobTypeId === undefined ? [] : [isOfJobType(jobTypeId)]),
    ...(test === undefined ? [] : [test === 'true' ? sql<boolean>`lead.test` : isNoTest]),
    ...(since === undefined ? [] : [sql<boolean>`lead.received_at >= ${since}`]),
    ...(receivedFrom === undefined ? [] : [sql<boolean>`lead.received_at >= ${receivedFrom}`]),
    ...(receivedBefore === undefined ? [] : [sql<boolean>`lead.received_at < ${receivedBefore}`]),
    ...toSearchTerms(filter.search ?? '').map(isFoundBy),
  ];
}

const isNoTest = sql<boolean>`not lead.test`;

function isOfJobType(jobTypeId: string): Condition {
  return jobTypeId === 'none'
    ? sql<boolean>`lead.tenant_job_type_id is null`
    : sql<boolean>`lead.tenant_job_type_id = ${jobTypeId}`;
}

function isFoundBy(alternatives: readonly string[]): Condition {
  const found = alternatives.map((text) => sql`lead.search_text like ${likePart(text)}`);
  return sql<boolean>`(${sql.join(found, sql` or `)})`;
}

/**
 * What comes after a page of the inbox, newest first.
 * @throws Problem `invalid_request` for a cursor of another list
 */
export function isAfter(cursor: string): Condition {
  const [receivedAt, id] = parseCursor(cursor, z.tuple([z.iso.datetime(), Id]));
  return sql<boolean>`(lead.received_at, lead.id) < (${receivedAt}::timestamptz, ${id}::uuid)`;
}
