import { sql } from 'kysely';
import { z } from 'zod';
import type { listAllConnections as endpoint } from '@leads/contract/admin-tenants';
import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import { Id } from '@leads/contract/page';
import type { Context, ReadDb } from '#platform/act/context.ts';
import { likePart } from '#platform/db/like-pattern.ts';
import { countUpTo, encodeCursor } from '#platform/db/page-cursor.ts';
import { parseCursor } from '#platform/db/parse-cursor.ts';
import { selectConnectionRows, toConnectionRow } from './connection-row.ts';

type Query = QueryOf<typeof endpoint>;

/**
 * Connections, the last changed first; those of the built-in test tenants are left out.
 * @throws Problem `invalid_request` for a cursor that is none
 */
export async function listAllConnections(
  ctx: Context,
  query: Query,
): Promise<ReplyOf<typeof endpoint>> {
  const { limit, cursor } = query;
  const matching = selectMatching(ctx.db, query);
  const [rows, total] = await Promise.all([
    matching
      .$if(cursor !== undefined, (page) => page.where(isAfter(cursor ?? '')))
      .select(sql<string>`connection.updated_at::text`.as('updatedText'))
      .orderBy('connection.updated_at', 'desc')
      .orderBy('connection.id', 'desc')
      .limit(limit + 1)
      .execute(),
    countUpTo(ctx.db, matching),
  ]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(toConnectionRow),
    nextCursor: last === undefined ? null : encodeCursor([last.updatedText, last.id]),
    ...(total === undefined ? {} : { total }),
  };
}

function selectMatching(
  db: ReadDb,
  { integrationId, tenantId, state, attention, search = '' }: Query,
) {
  return selectConnectionRows(db)
    .where('tenant.is_test', '=', false)
    .$if(integrationId !== undefined, (rows) =>
      rows.where('connection.integration_id', '=', integrationId ?? ''),
    )
    .$if(tenantId !== undefined, (rows) => rows.where('connection.tenant_id', '=', tenantId ?? ''))
    .$if(state !== undefined, (rows) => rows.where('connection.state', '=', state ?? ''))
    .$if(attention === 'true', (rows) =>
      rows
        .where('connection.attention', 'is not', null)
        .where('connection.state', '=', 'connected'),
    )
    .$if(search !== '', (rows) => rows.where(isFoundBy(search)));
}

/** Two ways to find one, each by its own index: an `or` of both would read every connection. */
function isFoundBy(search: string) {
  const part = likePart(search.toLowerCase());
  return sql<boolean>`connection.id in (
    select c.id from tenant t join connection c on c.tenant_id = t.id where lower(t.name) like ${part}
    union
    select c.id from connection c
    where lower(c.account_name || ' ' || coalesce(c.account_id, '')) like ${part})`;
}

/** PostgreSQL keeps more digits of a second than a Date does, so the cursor holds its text. */
const Cursor = z.tuple([
  z.string().refine((text) => !Number.isNaN(Date.parse(text)) && /^[\d :.+-]*$/.test(text)),
  Id,
]);

function isAfter(cursor: string) {
  const [updatedText, id] = parseCursor(cursor, Cursor);
  return sql<boolean>`(connection.updated_at, connection.id) < (${updatedText}::timestamptz, ${id}::uuid)`;
}
