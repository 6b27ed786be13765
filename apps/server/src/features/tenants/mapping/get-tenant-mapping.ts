import { sql } from 'kysely';
import type { TenantMapping } from '@leads/contract/tenant-mapping';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { readSql } from '#platform/db/read-sql.ts';

interface MappingRecord {
  standard_job_type_id: string;
  name: string;
  trade: string;
  used_by: string[];
  tenant_job_type_ids: string[];
  business_unit_ids: string[];
}

/**
 * Every standard job type in use with the tenant's own job types and business units. `usedBy` names the integrations
 * that offer it to this tenant: active ones it may connect to, and those it is connected to.
 */
export async function getTenantMapping(
  ctx: Context<ActorOf<'tenant'>>,
  { integrationId }: { integrationId?: string | undefined },
): Promise<TenantMapping> {
  const { tenantId } = ctx.actor;
  const [tenant, jobTypes, businessUnits, rows] = await Promise.all([
    ctx.db
      .selectFrom('tenant')
      .select('mapping_version')
      .where('id', '=', tenantId)
      .executeTakeFirstOrThrow(),
    listActive(ctx, 'tenant_job_type'),
    listActive(ctx, 'business_unit'),
    readRows(ctx, integrationId),
  ]);
  return {
    version: tenant.mapping_version,
    jobTypes,
    businessUnits,
    rows: rows.map((row) => ({
      standardJobTypeId: row.standard_job_type_id,
      name: row.name,
      trade: row.trade,
      usedBy: row.used_by,
      tenantJobTypeIds: row.tenant_job_type_ids,
      businessUnitIds: row.business_unit_ids,
    })),
  };
}

function listActive(ctx: Context<ActorOf<'tenant'>>, table: 'tenant_job_type' | 'business_unit') {
  return ctx.db
    .selectFrom(table)
    .select(['id', 'name'])
    .where('tenant_id', '=', ctx.actor.tenantId)
    .where('active', '=', true)
    .orderBy('name')
    .orderBy('id')
    .execute();
}

async function readRows(
  ctx: Context<ActorOf<'tenant'>>,
  integrationId: string | undefined,
): Promise<MappingRecord[]> {
  const { tenantId } = ctx.actor;
  const onlyThis =
    integrationId === undefined ? sql`true` : sql`offered.standard_job_type_id is not null`;
  return readSql(
    ctx.db,
    sql<MappingRecord>`
      ${withOffered(tenantId, integrationId)}
      select s.id as standard_job_type_id, s.name, t.name as trade,
        coalesce(offered.used_by, '{}') as used_by,
        array(select m.tenant_job_type_id::text from tenant_mapped_job_type m
          where m.tenant_id = ${tenantId} and m.standard_job_type_id = s.id) as tenant_job_type_ids,
        array(select m.business_unit_id::text from tenant_mapped_business_unit m
          where m.tenant_id = ${tenantId} and m.standard_job_type_id = s.id) as business_unit_ids
      from standard_job_type s
      join trade t on t.id = s.trade_id
      left join offered on offered.standard_job_type_id = s.id
      where ${onlyThis} and (s.retired_at is null or offered.standard_job_type_id is not null)
      order by t.position, s.position, s.id`,
  );
}

/** The standard job types that an integration offers to the tenant. */
export async function readOfferedTypes(
  ctx: Context<ActorOf<'tenant'>>,
  integrationId: string,
): Promise<Set<string>> {
  const rows = await readSql(
    ctx.db,
    sql<{ id: string }>`
      ${withOffered(ctx.actor.tenantId, integrationId)}
      select standard_job_type_id as id from offered`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** `offered`: the standard job types that integrations, or one of them, offer to the tenant, and their names. */
function withOffered(tenantId: string, integrationId: string | undefined) {
  return sql`
    with offering as (
      select i.id, i.name from integration i
      where i.deleted_at is null
        and (${integrationId ?? null}::uuid is null or i.id = ${integrationId ?? null}::uuid)
        and (
          exists (
            select 1 from connection c
            where c.tenant_id = ${tenantId} and c.integration_id = i.id and c.state = 'connected')
          or (i.status = 'active' and exists (
            select 1 from integration_tenant_access a
            where a.integration_id = i.id and (a.mode = 'all' or exists (
              select 1 from integration_enabled_tenant e
              where e.integration_id = i.id and e.tenant_id = ${tenantId})))))
    ),
    offered as (
      select p.standard_job_type_id, array_agg(distinct o.name order by o.name) as used_by
      from partner_job_type p join offering o on o.id = p.integration_id
      where p.standard_job_type_id is not null
      group by p.standard_job_type_id
    )`;
}
