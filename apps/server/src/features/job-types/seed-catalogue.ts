import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';

/**
 * Makes the trades and standard job types that the platform starts with, in the file's order. Only an empty catalogue
 * is filled: what managers renamed or removed must not come back. Safe from several processes at once.
 */
export async function seedCatalogue(tx: Tx): Promise<void> {
  const trade = await tx.selectFrom('trade').select('id').limit(1).executeTakeFirst();
  if (trade !== undefined) return;
  const rows: string[][] = parse(
    readFileSync(new URL('./standard-job-types.csv', import.meta.url)),
    {
      from_line: 2,
    },
  );
  const pairs = rows.map(([trade = '', name = '']) => ({ trade, name }));
  const tradeIds = await insertTrades(tx, [...new Set(pairs.map(({ trade }) => trade))]);
  await tx
    .insertInto('standard_job_type')
    .values(
      pairs.map(({ trade, name }, position) => ({
        id: newId(),
        trade_id: tradeIds.get(trade) ?? '',
        name,
        position,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function insertTrades(tx: Tx, names: string[]): Promise<Map<string, string>> {
  await tx
    .insertInto('trade')
    .values(names.map((name, position) => ({ id: newId(), name, position })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const trades = await tx.selectFrom('trade').select(['id', 'name']).execute();
  return new Map(trades.map(({ id, name }) => [name, id]));
}
