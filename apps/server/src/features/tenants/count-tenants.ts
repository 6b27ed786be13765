import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { ReadDb } from '#platform/act/context.ts';
import { countMax } from '#platform/db/page-cursor.ts';
import { readSql } from '#platform/db/read-sql.ts';
import { findFrequency } from './frequent-words.ts';
import { isFound, selectSet, selectSource } from './tenant-set.ts';
import type { TenantSet, TenantSets } from './tenant-set.ts';
import { nameMatches } from './tenant-terms.ts';

/** How many tenants of the sets have names that hold the terms; undefined above 10,000. */
export async function countTenants(
  db: ReadDb,
  sets: TenantSets,
  terms: readonly string[],
): Promise<number | undefined> {
  const [leftOut, ...others] = sets.without;
  if (sets.among.some((set) => set !== 'active') || others.length > 0)
    return countMatching(db, sets, terms);
  const frequency = await findFrequency(db, terms);
  if (leftOut !== undefined) return countRest(db, { ...sets, leftOut, frequency }, terms);
  return frequency > countMax ? undefined : countMatching(db, sets, terms);
}

async function countMatching(db: ReadDb, sets: TenantSets, terms: readonly string[]) {
  const matching = sql`select from (${selectSource(sets)}) t where ${isFound(sets, terms)}`;
  return toTotal(await count(db, sql`${matching} limit ${countMax + 1}`));
}

/** Counts all and those left out, side by side: taking one from the other is quicker than looking each up. */
async function countRest(
  db: ReadDb,
  {
    among,
    leftOut,
    frequency,
  }: { among: TenantSets['among']; leftOut: TenantSet; frequency: number },
  terms: readonly string[],
): Promise<number | undefined> {
  const outside = sql`select id from tenant where is_test
    ${among.length === 0 ? sql`` : sql`union all select tenant_id from listed_tenant where not active`}`;
  const countLeftOut = count(
    db,
    sql`select from (${selectSet(leftOut)}) s
      where ${nameMatches(sql`s.search_name`, terms)} and s.id not in (${outside})`,
  );
  if (frequency > 2 * countMax && frequency - (await countLeftOut) > countMax) return undefined;
  const countAll = count(
    db,
    sql`select from (${selectSource({ among })}) t where ${nameMatches(sql`t.search_name`, terms)}`,
  );
  return toTotal((await countAll) - (await countLeftOut));
}

const toTotal = (found: number): number | undefined => (found > countMax ? undefined : found);

async function count(db: ReadDb, rows: RawBuilder<unknown>): Promise<number> {
  const [row] = await readSql(
    db,
    sql<{ count: number }>`select count(*)::int as count from (${rows}) counted`,
  );
  return row?.count ?? 0;
}
