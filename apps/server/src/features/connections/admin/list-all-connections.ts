import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { z } from 'zod';
import type { listAllConnections as endpoint } from '@leads/contract/admin-tenants';
import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import { Id } from '@leads/contract/page';
import type { Context, ReadDb } from '#platform/act/context.ts';
import { likePart } from '#platform/db/like-pattern.ts';
import { countMax, encodeCursor } from '#platform/db/page-cursor.ts';
import { parseCursor } from '#platform/db/parse-cursor.ts';
import { readSql } from '#platform/db/read-sql.ts';
import { selectConnectionRows, toConnectionRow } from './connection-row.ts';

type Query = QueryOf<typeof endpoint>;
type Condition = RawBuilder<boolean>;

/** So many connections are looked at one by one before a searched part is looked for everywhere. */
const rowsAhead = 2_000;

/**
 * Connections, the last changed first; those of the built-in test tenants are left out.
 * @throws Problem `invalid_request` for a cursor that is none
 */
export async function listAllConnections(
  ctx: Context,
  { cursor, limit, search = '', ...filters }: Query,
): Promise<ReplyOf<typeof endpoint>> {
  const conditions = toConditions(filters);
  const isFound = sql<boolean>`search_text like ${likePart(search.toLowerCase())}`;
  const following = and([...conditions, ...(cursor === undefined ? [] : [isAfter(cursor)])]);
  const [ids, total] = await Promise.all([
    search === ''
      ? findIds(ctx.db, following, limit + 1)
      : findIdsWith(ctx.db, { following, isFound, rowsMax: limit + 1 }),
    count(ctx.db, and(search === '' ? conditions : [...conditions, isFound])),
  ]);
  const rows = await readRows(ctx.db, ids.slice(0, limit));
  const last = ids.length > limit ? rows.at(-1) : undefined;
  return {
    items: rows.map(toConnectionRow),
    nextCursor: last === undefined ? null : encodeCursor([last.updatedText, last.id]),
    ...(total === undefined ? {} : { total }),
  };
}

function toConditions({ integrationId, tenantId, state, attention }: Partial<Query>): Condition[] {
  return [
    sql`tenant_id not in (select id from tenant where is_test)`,
    ...(integrationId === undefined ? [] : [sql<boolean>`integration_id = ${integrationId}`]),
    ...(tenantId === undefined ? [] : [sql<boolean>`tenant_id = ${tenantId}`]),
    ...(state === undefined ? [] : [sql<boolean>`state = ${state}`]),
    ...(attention === 'true' ? [sql<boolean>`state = 'connected' and attention is not null`] : []),
  ];
}

const and = (conditions: readonly Condition[]): Condition =>
  sql`${sql.join(conditions, sql` and `)}`;

const newestFirst = sql`order by updated_at desc, id desc`;

async function findIds(db: ReadDb, following: Condition, rowsMax: number): Promise<string[]> {
  const rows = await readSql(
    db,
    sql<{
      id: string;
    }>`select id from connection where ${following} ${newestFirst} limit ${rowsMax}`,
  );
  return rows.map(({ id }) => id);
}

/** Most parts fill a page soon; those that do not are rare enough to be collected, by their trigrams, and sorted. */
async function findIdsWith(
  db: ReadDb,
  { following, isFound, rowsMax }: { following: Condition; isFound: Condition; rowsMax: number },
): Promise<string[]> {
  const near = sql<{ id: string }>`
    select id from (
      select id, updated_at, search_text from connection
      where ${following} ${newestFirst} limit ${rowsAhead}) near
    where ${isFound} ${newestFirst} limit ${rowsMax}`;
  const anywhere = sql<{ id: string }>`
    with found as materialized (
      select id, updated_at from connection where ${following} and ${isFound})
    select id from found ${newestFirst} limit ${rowsMax}`;
  const rows = await readSql(db, near);
  const all = rows.length === rowsMax ? rows : await readSql(db, anywhere);
  return all.map(({ id }) => id);
}

async function count(db: ReadDb, condition: Condition): Promise<number | undefined> {
  const [row] = await readSql(
    db,
    sql<{ count: number }>`select count(*)::int as count from (
      select from connection where ${condition} limit ${countMax + 1}) counted`,
  );
  const found = row?.count ?? 0;
  return found > countMax ? undefined : found;
}

async function readRows(db: ReadDb, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return selectConnectionRows(db)
    .select(sql<string>`connection.updated_at::text`.as('updatedText'))
    .where('connection.id', 'in', ids)
    .orderBy('connection.updated_at', 'desc')
    .orderBy('connection.id', 'desc')
    .execute();
}

/** PostgreSQL keeps more digits of a second than a Date does, so the cursor holds its text. */
const Cursor = z.tuple([
  z.string().refine((text) => !Number.isNaN(Date.parse(text)) && /^[\d :.+-]*$/.test(text)),
  Id,
]);

function isAfter(cursor: string): Condition {
  const [updatedText, id] = parseCursor(cursor, Cursor);
  return sql`(updated_at, id) < (${updatedText}::timestamptz, ${id}::uuid)`;
}
