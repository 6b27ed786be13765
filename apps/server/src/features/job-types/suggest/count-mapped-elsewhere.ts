import { sql } from 'kysely';
import type { ReadDb } from '#platform/act/context.ts';
import { readSql } from '#platform/db/read-sql.ts';

export interface MappedElsewhere {
  standardJobTypeId: string;
  /** Integrations that map a job type of the same name and category to it. */
  count: number;
  /** Of all that map one of this name and category. */
  share: number;
}

/** Names such as "Repair" stand in every list; a sample says enough. */
const sampleMax = 50;

/**
 * How other living integrations map what this one has not mapped, by partner job type id. Name and category must be
 * the same but for case: "Repair" under Cooling says nothing about "Repair" under Drains.
 */
export async function countMappedElsewhere(
  db: ReadDb,
  integrationId: string,
): Promise<Map<string, MappedElsewhere[]>> {
  const rows = await readSql(
    db,
    sql<{ id: string; standard_job_type_id: string; count: number; total: number }>`
      select p.id, found.standard_job_type_id, count(distinct found.integration_id)::int as count,
        sum(count(distinct found.integration_id)) over (partition by p.id)::int as total
      from partner_job_type p
      cross join lateral (
        select o.integration_id, o.standard_job_type_id
        from partner_job_type o
        join integration i on i.id = o.integration_id and i.deleted_at is null
        join standard_job_type s on s.id = o.standard_job_type_id and s.retired_at is null
        where lower(o.name) = lower(p.name) and o.standard_job_type_id is not null
          and lower(o.category) = lower(p.category) and o.integration_id <> p.integration_id
        limit ${sampleMax}
      ) found
      where p.integration_id = ${integrationId} and p.standard_job_type_id is null
      group by p.id, found.standard_job_type_id`,
  );
  const byPartner = Map.groupBy(rows, ({ id }) => id);
  return new Map(
    [...byPartner].map(([id, found]) => [
      id,
      found.map((one) => ({
        standardJobTypeId: one.standard_job_type_id,
        count: one.count,
        share: one.count / one.total,
      })),
    ]),
  );
}
