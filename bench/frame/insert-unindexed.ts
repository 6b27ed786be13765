import type { Pool } from 'pg';

/**
 * Runs an insert of very many rows into a table without its indexes, then makes them again. References are not checked
 * row by row and triggers do not run: the rows are made from what is there.
 */
export async function insertUnindexed(sql: Pool, table: string, insert: string): Promise<void> {
  const client = await sql.connect();
  try {
    await client.query(`set session_replication_role = replica;
      set maintenance_work_mem = '512MB'; set work_mem = '256MB'; set synchronous_commit = off`);
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
       where i.indrelid = $1::regclass and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
      [table],
    );
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    await client.query(insert);
    // Of a table in parts it says ONLY, which would leave the parts without.
    for (const { definition } of indexes)
      await client.query(definition.replace(' ON ONLY ', ' ON '));
  } finally {
    // What was set shall not leak into the pool.
    client.release(true);
  }
}
