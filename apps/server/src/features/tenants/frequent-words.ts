import { sql } from 'kysely';
import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import type { ReadDb } from '#platform/act/context.ts';
import { countMax } from '#platform/db/page-cursor.ts';
import { readSql } from '#platform/db/read-sql.ts';
import { defineTask } from '#platform/queue/task.ts';
import type { TenantSearch } from './find-tenant-page.ts';
import { isFoundAnywhere, nameMatches } from './tenant-terms.ts';

/** Counts the words that are in more than 10,000 tenants' names, hourly. */
export const countFrequentWords = defineTask({
  name: 'count-frequent-words',
  payload: z.object({}),
  cron: '17 * * * *',
  async run(ctx) {
    await change(ctx, 'tenant.count_words', async (tx) => {
      await sql`refresh materialized view concurrently frequent_tenant_word`.execute(tx);
      return { value: undefined, audit: noAudit('counts of names that are all kept') };
    });
  },
});

/**
 * Whether it is known without counting that more than 10,000 active tenants match: at most one term, in a frequent word,
 * less those that are left out because they are on a list. Names change seldom, so an hour's age does no harm.
 */
export async function isCountedOut(
  db: ReadDb,
  { terms, leavesOut }: { terms: readonly string[]; leavesOut: TenantSearch['leavesOut'] },
): Promise<boolean> {
  const [term = '', ...others] = terms;
  if (others.length > 0 || leavesOut === undefined) return false;
  const tenants = await findFrequency(db, term);
  if (tenants <= countMax || leavesOut === 'nothing') return tenants > countMax;
  const [row] = await readSql(
    db,
    sql<{ count: number }>`
      select count(*)::int as count from integration_enabled_tenant
      where integration_id = ${leavesOut.listOf} and ${nameMatches(sql`search_name`, terms)}`,
  );
  return tenants - (row?.count ?? 0) > countMax;
}

/** How many names hold the most frequent word that the term is found in; 0 when that is no more than 10,000. */
async function findFrequency(db: ReadDb, term: string): Promise<number> {
  const holdsTerm = isFoundAnywhere(term)
    ? sql`position(${term} in word) > 0`
    : sql`starts_with(word, ${term})`;
  const [row] = await readSql(
    db,
    sql<{ tenants: number | null }>`
      select max(tenants) as tenants from frequent_tenant_word
      where ${term === '' ? sql`word = ''` : holdsTerm}`,
  );
  return row?.tenants ?? 0;
}
