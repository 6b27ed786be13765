import { sql } from 'kysely';
import type { Context } from '#platform/act/context.ts';
import { readSql } from '#platform/db/read-sql.ts';

/** More people than this do not begin with what is worth searching for. */
const namesMax = 50;

/**
 * The names, in lower case, that begin like this. Steps through the index from name to name, so that it reads as many
 * rows as there are names, not entries.
 */
export async function findActorNames(ctx: Context, beginning: string): Promise<string[]> {
  const start = beginning.toLowerCase();
  const rows = await readSql(
    ctx.db,
    sql<{ name: string }>`
      with recursive found(name) as (
        (select lower(actor_name) collate "C" from audit_entry
         where lower(actor_name) collate "C" >= ${start}
         order by lower(actor_name) collate "C" limit 1)
        union all
        (select (
           select lower(e.actor_name) collate "C" from audit_entry e
           where lower(e.actor_name) collate "C" > found.name
           order by lower(e.actor_name) collate "C" limit 1)
         from found where starts_with(found.name, ${start}))
      )
      select name from found where starts_with(name, ${start}) limit ${namesMax}`,
  );
  return rows.map(({ name }) => name);
}
