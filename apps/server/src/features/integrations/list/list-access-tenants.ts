import { sql } from 'kysely';
import { z } from 'zod';
import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import type { listAccessTenants as endpoint } from '@leads/contract/integrations';
import { Id } from '@leads/contract/page';
import type { Context } from '#platform/act/context.ts';
import { likePart, likeStart, likeWordStart } from '#platform/db/like-pattern.ts';
import { countUpTo, encodeCursor } from '#platform/db/page-cursor.ts';
import { requireIntegration } from '../lock-integration.ts';
import { parseCursor, SortText } from './parse-cursor.ts';

interface AccessSearch {
  integrationId: string;
  query: QueryOf<typeof endpoint>;
}

const Cursor = z.tuple([SortText, Id]);

/**
 * Tenants by name, each with whether it is enabled and connected. Terms of three letters and more are found anywhere
 * in the name, shorter ones where a word starts.
 * @throws Problem `not_found`, `invalid_request` for a cursor that is none
 */
export async function listAccessTenants(
  ctx: Context,
  { integrationId, query }: AccessSearch,
): Promise<ReplyOf<typeof endpoint>> {
  await requireIntegration(ctx.db, integrationId);
  const matching = selectMatching(ctx, { integrationId, query });
  const after = query.cursor === undefined ? undefined : parseCursor(query.cursor, Cursor);
  const page = matching
    .$if(after !== undefined, (builder) =>
      builder.where(sql<boolean>`(lower(t.name), t.id) > (${after?.[0]}, ${after?.[1]}::uuid)`),
    )
    .select([
      't.id',
      't.name',
      't.locality',
      't.region',
      sql<string>`lower(t.name)`.as('sort_key'),
      isEnabled(integrationId).as('enabled'),
      sql<boolean>`exists (select from connection c where c.tenant_id = t.id
        and c.integration_id = ${integrationId} and c.state = 'connected')`.as('connected'),
    ])
    .orderBy(sql`lower(t.name)`)
    .orderBy('t.id')
    .limit(query.limit + 1);
  const [rows, total] = await Promise.all([page.execute(), countUpTo(ctx.db, matching)]);
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  const hasMore = rows.length > query.limit && last !== undefined;
  return {
    items: items.map(({ sort_key: _sortKey, ...tenant }) => tenant),
    nextCursor: hasMore ? encodeCursor([last.sort_key, last.id]) : null,
    ...(total === undefined ? {} : { total }),
  };
}

const isEnabled = (integrationId: string) =>
  sql<boolean>`exists (select from integration_enabled_tenant e
    where e.tenant_id = t.id and e.integration_id = ${integrationId})`;

/** Enabled ones are listed even when they are inactive, so that the list agrees with its count. */
function selectMatching(ctx: Context, { integrationId, query }: AccessSearch) {
  const { search, enabled } = query;
  return ctx.db
    .selectFrom('tenant as t')
    .where('t.is_test', '=', false)
    .$if(enabled !== 'true', (builder) => builder.where('t.active', '=', true))
    .$if(enabled === 'true', (builder) => builder.where(isEnabled(integrationId)))
    .$if(enabled === 'false', (builder) =>
      builder.where(sql<boolean>`not ${isEnabled(integrationId)}`),
    )
    .$if(search !== undefined && search !== '', (builder) =>
      builder.where(nameMatches(search ?? '')),
    );
}

/** Shorter terms are in too many names to be looked for anywhere in them, and hold no trigram to find them by. */
const anywhereLengthMin = 3;

function nameMatches(search: string) {
  const term = search.toLowerCase();
  return [...term].length >= anywhereLengthMin
    ? sql<boolean>`lower(t.name) like ${likePart(term)}`
    : sql<boolean>`(lower(t.name) like ${likeStart(term)} or lower(t.name) like ${likeWordStart(term)})`;
}
