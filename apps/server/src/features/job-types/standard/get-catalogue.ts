import { sql } from 'kysely';
import type { ReplyOf } from '@leads/contract/endpoint';
import type { CatalogueType, getCatalogue as endpoint } from '@leads/contract/standard-job-types';
import type { Context, ReadDb } from '#platform/act/context.ts';
import { countMax } from '#platform/db/page-cursor.ts';
import { readSql } from '#platform/db/read-sql.ts';

interface TypeRecord {
  id: string;
  trade_id: string;
  name: string;
  version: number;
  retired_at: Date | null;
  former_names: string[];
  integrations: number;
  partner_job_types: number;
  tenants: number;
}

/** The whole catalogue in its order, with how many living integrations and tenants map each type. */
export async function getCatalogue(ctx: Context): Promise<ReplyOf<typeof endpoint>> {
  const [trades, types] = await Promise.all([readTrades(ctx.db), readTypes(ctx.db)]);
  const byTrade = Map.groupBy(types, (type) => type.trade_id);
  return {
    trades: trades.map(({ id, name, version, former_names: formerNames }) => ({
      id,
      name,
      version,
      formerNames,
      standardJobTypes: (byTrade.get(id) ?? []).map(toCatalogueType),
    })),
  };
}

function toCatalogueType(row: TypeRecord): CatalogueType {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    retiredAt: row.retired_at?.toISOString() ?? null,
    formerNames: row.former_names,
    integrationCount: row.integrations,
    partnerJobTypeCount: row.partner_job_types,
    tenantCount: row.tenants > countMax ? null : row.tenants,
  };
}

function readTrades(db: ReadDb) {
  return readSql(
    db,
    sql<{ id: string; name: string; version: number; former_names: string[] }>`
      select t.id, t.name, t.version,
        array(select f.name from trade_former_name f where f.trade_id = t.id
          order by f.since desc, f.name) as former_names
      from trade t order by t.position, t.name`,
  );
}

/** Tenants are counted no further than lists count; the index holds all that is read. */
function readTypes(db: ReadDb) {
  return readSql(
    db,
    sql<TypeRecord>`
      with used as (
        select p.standard_job_type_id, count(distinct p.integration_id)::int as integrations,
          count(*)::int as partner_job_types
        from partner_job_type p
        join integration i on i.id = p.integration_id and i.deleted_at is null
        where p.standard_job_type_id is not null
        group by p.standard_job_type_id
      )
      select s.id, s.trade_id, s.name, s.version, s.retired_at,
        array(select f.name from standard_job_type_former_name f
          where f.standard_job_type_id = s.id order by f.since desc, f.name) as former_names,
        coalesce(used.integrations, 0) as integrations,
        coalesce(used.partner_job_types, 0) as partner_job_types,
        (select count(*)::int from (
          select distinct m.tenant_id from tenant_mapped_job_type m
          where m.standard_job_type_id = s.id limit ${countMax + 1}) counted) as tenants
      from standard_job_type s
      left join used on used.standard_job_type_id = s.id
      order by s.position, s.name`,
  );
}
