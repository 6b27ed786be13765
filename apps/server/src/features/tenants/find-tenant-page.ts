import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { z } from 'zod';
import { Id } from '@leads/contract/page';
import type { ReadDb } from '#platform/act/context.ts';
import { parseCursor, SortText } from '#platform/db/parse-cursor.ts';
import { readSql } from '#platform/db/read-sql.ts';
import { countTenants } from './count-tenants.ts';
import { isFound, selectSource } from './tenant-set.ts';
import type { TenantSets } from './tenant-set.ts';
import { toTerms } from './tenant-terms.ts';

export interface TenantSearch extends TenantSets {
  /** Terms that the name must hold, each anywhere in it, or where a word starts when shorter than three letters. */
  search: string | undefined;
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

/** So many names are looked at one by one before the matches are looked for everywhere. */
const namesAhead = 2_000;

/**
 * Which tenants a page of any list of tenants shows, by name; never test tenants.
 * @throws Problem `invalid_request` for a cursor that is none
 */
export async function findTenantPage(db: ReadDb, search: TenantSearch): Promise<TenantPage> {
  const terms = toTerms(search.search);
  const [keys, total] = await Promise.all([
    findKeys(db, search, terms),
    countTenants(db, search, terms),
  ]);
  return { keys, total };
}

/**
 * Among 100,000 no single plan serves every term. Most terms fill a page with the names that follow; those that do not
 * are rare enough to be collected, by their trigrams, and sorted.
 */
async function findKeys(
  db: ReadDb,
  search: TenantSearch,
  terms: readonly string[],
): Promise<TenantKey[]> {
  const after = isAfter(search.cursor);
  const rowsMax = search.limit + 1;
  const near = await readSql(
    db,
    sql<TenantKey>`
      select t.id, t.search_name as "sortKey" from (
        select id, search_name from (${selectSource(search)}) s
        where ${after} order by search_name, id limit ${namesAhead}) t
      where ${isFound(search, terms)}
      order by t.search_name, t.id limit ${rowsMax}`,
  );
  if (near.length === rowsMax) return near;
  return readSql(
    db,
    sql<TenantKey>`
      with found as materialized (
        select t.id, t.search_name from (${selectSource(search)}) t
        where ${after} and ${isFound(search, terms)})
      select id, search_name as "sortKey" from found order by search_name, id limit ${rowsMax}`,
  );
}

const Cursor = z.tuple([SortText, Id]);

function isAfter(cursor: string | undefined): RawBuilder<boolean> {
  if (cursor === undefined) return sql`true`;
  const [name, id] = parseCursor(cursor, Cursor);
  return sql`(search_name, id) > (${name}, ${id}::uuid)`;
}
