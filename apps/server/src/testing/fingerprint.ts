import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Schema } from '#platform/db/database.ts';

/** Written by looking alone: who is signed in, what was tried, and the log of refusals. */
const noted = [
  'sign_in_session',
  'attempt_throttle',
  'api_key',
  'refused_request',
  'partner_credential',
];

/** A hash of every row of each table, to tell that nothing was written; background jobs count too. */
export async function fingerprint(db: Kysely<Schema>): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by tablename`.execute(
    db,
  );
  const prints: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !noted.includes(table.name))) {
    const { rows } = await sql<{ print: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(md5(one::text), '' order by md5(one::text))), '') as print
      from ${sql.table(name)} as one`.execute(db);
    prints[name] = rows[0]?.print ?? '';
  }
  const { rows } = await sql<{
    jobs: number;
  }>`select count(*)::int as jobs from pgboss.job`.execute(db);
  return { ...prints, jobs: String(rows[0]?.jobs) };
}
