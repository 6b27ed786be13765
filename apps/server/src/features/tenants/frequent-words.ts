import { sql } from 'kysely';
import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import type { ReadDb } from '#platform/act/context.ts';
import { readSql } from '#platform/db/read-sql.ts';
import { defineTask } from '#platform/queue/task.ts';
import { isFoundAnywhere } from './tenant-terms.ts';

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
 * How many active tenants' names hold the most frequent word that a single term is found in; 0 when that is no more than
 * 10,000. At least so many match. Names change seldom, so an hour's age does no harm.
 */
export async function findFrequency(db: ReadDb, terms: readonly string[]): Promise<number> {
  const [term = '', ...others] = terms;
  if (others.length > 0) return 0;
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
