import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { z } from 'zod';
import { Id } from '@leads/contract/page';
import type { ReadDb } from '#platform/act/context.ts';
import { countMax } from '#platform/db/page-cursor.ts';
import { parseCursor, SortText } from '#platform/db/parse-cursor.ts';
import { readSql } from '#platform/db/read-sql.ts';
import { isCountedOut } from './frequent-words.ts';
import { nameMatches, toTerms } from './tenant-terms.ts';

export interface TenantSearch {
  /** Terms that the name must hold, each anywhere in it, or where a word starts when shorter than three letters. */
  search: string | undefined;
  /** Conditions on the tenant `t` that every one of the page meets. */
  conditions: readonly RawBuilder<boolean>[];
  /**
   * Looks through the list behind "Only specific tenants" of this integration instead of through all tenants; `t` then
   * has its `id` alone.
   */
  onListOf?: string | undefined;
  /** Looks through the tenants connected through this integration instead of through all. */
  connectedTo?: string | undefined;
  /** What the conditions leave out besides inactive tenants, where that is known: then what is frequent is not counted. */
  leavesOut?: 'nothing' | { listOf: string } | undefined;
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
 * Which tenants a page of any list of tenants shows, by name; never test tenants. Among 100,000 no single plan serves every term. Rare ones are found
 * by their trigrams, or by reading a short list, then sorted; for frequent ones the page is read along the names. Which
 * it is the number of matches decides, and words known to be in more than 10,000 names are not counted at all.
 * @throws Problem `invalid_request` for a cursor that is none
 */
export async function findTenantPage(db: ReadDb, search: TenantSearch): Promise<TenantPage> {
  const terms = toTerms(search.search);
  if (await isCountedOut(db, { terms, leavesOut: search.leavesOut })) {
    return { keys: await readAlongNames(db, search, terms), total: undefined };
  }
  const { keys, count } = await findAmongMatches(db, search, terms);
  return count <= countMax
    ? { keys, total: count }
    : { keys: await readAlongNames(db, search, terms), total: undefined };
}

interface FoundRow {
  count: number;
  id: string | null;
  sortKey: string | null;
}

/** Collects the matches, as far as lists count, before anything is sorted. */
async function findAmongMatches(
  db: ReadDb,
  search: TenantSearch,
  terms: readonly string[],
): Promise<{ keys: TenantKey[]; count: number }> {
  const rows = await readSql(
    db,
    sql<FoundRow>`
      with found as materialized (${selectMatching(search, terms)} limit ${countMax + 1}),
      counted as (select count(*)::int as count from found)
      select counted.count, page.id, page.sort_key as "sortKey"
      from counted left join lateral (
        select id, sort_key from found
        -- Too many: this page is read another way, so nothing is sorted here.
        where counted.count <= ${countMax} and ${isAfter(search.cursor)}
        order by sort_key, id limit ${search.limit + 1}
      ) page on true
      order by page.sort_key, page.id`,
  );
  return {
    count: rows[0]?.count ?? 0,
    keys: rows.flatMap(({ id, sortKey }) =>
      id === null || sortKey === null ? [] : [{ id, sortKey }],
    ),
  };
}

async function readAlongNames(
  db: ReadDb,
  search: TenantSearch,
  terms: readonly string[],
): Promise<TenantKey[]> {
  return readSql(
    db,
    sql<TenantKey>`
      select id, sort_key as "sortKey" from (${selectMatching(search, terms)}) matching
      where ${isAfter(search.cursor)}
      order by sort_key, id limit ${search.limit + 1}`,
  );
}

const Cursor = z.tuple([SortText, Id]);

function isAfter(cursor: string | undefined): RawBuilder<boolean> {
  if (cursor === undefined) return sql`true`;
  const [name, id] = parseCursor(cursor, Cursor);
  return sql`(sort_key, id) > (${name}, ${id}::uuid)`;
}

function selectMatching(
  { conditions, onListOf, connectedTo }: TenantSearch,
  terms: readonly string[],
): RawBuilder<unknown> {
  const source = selectSource({ onListOf, connectedTo });
  const all = [nameMatches(sql`t.search_name`, terms), ...conditions];
  return sql`select t.id, t.search_name as sort_key from ${source} t where ${sql.join(all, sql` and `)}`;
}

function selectSource({
  onListOf,
  connectedTo,
}: Pick<TenantSearch, 'onListOf' | 'connectedTo'>): RawBuilder<unknown> {
  if (onListOf !== undefined)
    return sql`(select tenant_id as id, search_name from integration_enabled_tenant
      where integration_id = ${onListOf})`;
  if (connectedTo !== undefined)
    // `offset 0` keeps the few connected in front: left alone the database reads all tenants to sort out the others.
    return sql`(select t.* from (select distinct tenant_id from connection
        where integration_id = ${connectedTo} and state = 'connected') c
      cross join lateral (select * from tenant where id = c.tenant_id and not is_test offset 0) t)`;
  return sql`(select * from tenant where not is_test)`;
}
