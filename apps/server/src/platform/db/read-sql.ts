import type { Kysely, RawBuilder } from 'kysely';
import type { ReadDb, Tx } from '#platform/act/context.ts';
import type { Schema } from './database.ts';

/**
 * Runs a hand-written query where the builder would be harder to read, and answers its rows. For reading only: writing
 * goes through a transaction of `change`.
 */
export async function readSql<Row>(db: ReadDb | Tx, query: RawBuilder<Row>): Promise<Row[]> {
  const { rows } = await query.execute(db as unknown as Kysely<Schema>);
  return rows;
}
