import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { z } from 'zod';
import { Id } from '@leads/contract/page';
import type { ReadDb } from '#platform/act/context.ts';
import { likePart, likeStart, likeWordStart } from '#platform/db/like-pattern.ts';
import { countMax, countUpTo } from '#platform/db/page-cursor.ts';
import { parseCursor, SortText } from '#platform/db/parse-cursor.ts';

export interface TenantSearch {
  /** Part of the name. */
  search: string | undefined;
  /** Conditions on the tenant `t` that every one of the page meets. */
  conditions: readonly RawBuilder<boolean>[];
  /** The conditions leave out most tenants, so that those that are left are collected before they are sorted. */
  isNarrowed: boolean;
  cursor: string | undefined;
  limit: number;
}

interface TenantKey {
  id: string;
  sortKey: string;
}

interface TenantPage {
  /** One more than the page holds where another page follows. */
  keys: TenantKey[];
  /** Absent above 10,000. */
  total: number | undefined;
}

/**
 * Which tenants a page shows. Among 100,000 no single plan serves every term: a rare one is found by its trigrams and
 * then sorted, a frequent one by reading along the names until the page is full. Left alone the database reads along
 * for terms whose matches all come late in the alphabet; so the number of matches decides.
 */
export async function findTenantPage(db: ReadDb, search: TenantSearch): Promise<TenantPage> {
  if (search.isNarrowed || (search.search ?? '') !== '') {
    const { keys, count } = await findAmongMatches(db, search);
    return count <= countMax
      ? { keys, total: count }
      : { keys: await readAlongNames(db, search), total: undefined };
  }
  const [keys, total] = await Promise.all([
    readAlongNames(db, search),
    countUpTo(db, selectMatching(db, search)),
  ]);
  return { keys, total };
}

/** Collects the matches, as far as lists count, before anything is sorted. */
async function findAmongMatches(
  db: ReadDb,
  search: TenantSearch,
): Promise<{ keys: TenantKey[]; count: number }> {
  const rows = await db
    .with(
      (name) => name('found').materialized(),
      () =>
        selectMatching(db, search)
          .select(['t.id', sql<string>`lower(t.name)`.as('sort_key')])
          .limit(countMax + 1),
    )
    .selectFrom((eb) =>
      eb
        .selectFrom('found')
        .select(sql<number>`count(*)::int`.as('count'))
        .as('counted'),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('found')
          .select(['id', 'sort_key'])
          // Too many: this page is read another way, so nothing is sorted here.
          .where('counted.count', '<=', countMax)
          .where(isAfter(search.cursor, { name: sql`sort_key`, id: sql`id` }))
          .orderBy('sort_key')
          .orderBy('id')
          .limit(search.limit + 1)
          .as('page'),
      (join) => join.onTrue(),
    )
    .select(['counted.count', 'page.id', 'page.sort_key'])
    .orderBy('page.sort_key')
    .orderBy('page.id')
    .execute();
  return {
    count: rows[0]?.count ?? 0,
    keys: rows.flatMap(({ id, sort_key: sortKey }) =>
      id === null || sortKey === null ? [] : [{ id, sortKey }],
    ),
  };
}

async function readAlongNames(db: ReadDb, search: TenantSearch): Promise<TenantKey[]> {
  return selectMatching(db, search)
    .where(isAfter(search.cursor, { name: sql`lower(t.name)`, id: sql`t.id` }))
    .select(['t.id', sql<string>`lower(t.name)`.as('sortKey')])
    .orderBy(sql`lower(t.name)`)
    .orderBy('t.id')
    .limit(search.limit + 1)
    .execute();
}

type Expression = ReturnType<typeof sql>;

const Cursor = z.tuple([SortText, Id]);

function isAfter(cursor: string | undefined, columns: { name: Expression; id: Expression }) {
  if (cursor === undefined) return sql<boolean>`true`;
  const [name, id] = parseCursor(cursor, Cursor);
  return sql<boolean>`(${columns.name}, ${columns.id}) > (${name}, ${id}::uuid)`;
}

function selectMatching(db: ReadDb, { search = '', conditions }: TenantSearch) {
  const query = db
    .selectFrom('tenant as t')
    .where('t.is_test', '=', false)
    .$if(search !== '', (builder) => builder.where(nameMatches(search)));
  return conditions.reduce((narrowed, condition) => narrowed.where(condition), query);
}

/** Shorter terms are in too many names to be looked for anywhere in them, and hold no trigram to find them by. */
const anywhereLengthMin = 3;

function nameMatches(search: string) {
  const term = search.toLowerCase();
  return [...term].length >= anywhereLengthMin
    ? sql<boolean>`lower(t.name) like ${likePart(term)}`
    : sql<boolean>`(lower(t.name) like ${likeStart(term)} or lower(t.name) like ${likeWordStart(term)})`;
}
