import { sql } from 'kysely';
import type { Lead } from '@leads/contract/leads';
import type { ReadDb } from '#platform/act/context.ts';

interface ChoicesOf {
  tenantId: string;
  standardJobTypeId: string | null;
  /** What the lead has; offered even when it is not active any more. */
  currentId: string | null;
}

/** The tenant's own job types, those it maps to the standard job type first. */
export async function readJobTypeChoices(
  db: ReadDb,
  { tenantId, standardJobTypeId, currentId }: ChoicesOf,
): Promise<Lead['jobTypeChoices']> {
  return db
    .selectFrom('tenant_job_type as own')
    .leftJoin('tenant_mapped_job_type as mapped', (join) =>
      join
        .onRef('mapped.tenant_id', '=', 'own.tenant_id')
        .onRef('mapped.tenant_job_type_id', '=', 'own.id')
        .on('mapped.standard_job_type_id', '=', standardJobTypeId),
    )
    .select(['own.id', 'own.name'])
    .where('own.tenant_id', '=', tenantId)
    .where((eb) => eb.or([eb('own.active', '=', true), eb('own.id', '=', currentId)]))
    .orderBy(sql`mapped.tenant_job_type_id is null`)
    .orderBy((eb) => eb.fn('lower', ['own.name']))
    .orderBy('own.id')
    .execute();
}

/** The tenant's business units, those it maps to the standard job type first. */
export async function readBusinessUnitChoices(
  db: ReadDb,
  { tenantId, standardJobTypeId, currentId }: ChoicesOf,
): Promise<Lead['businessUnitChoices']> {
  return db
    .selectFrom('business_unit as own')
    .leftJoin('tenant_mapped_business_unit as mapped', (join) =>
      join
        .onRef('mapped.tenant_id', '=', 'own.tenant_id')
        .onRef('mapped.business_unit_id', '=', 'own.id')
        .on('mapped.standard_job_type_id', '=', standardJobTypeId),
    )
    .select(['own.id', 'own.name'])
    .where('own.tenant_id', '=', tenantId)
    .where((eb) => eb.or([eb('own.active', '=', true), eb('own.id', '=', currentId)]))
    .orderBy(sql`mapped.business_unit_id is null`)
    .orderBy((eb) => eb.fn('lower', ['own.name']))
    .orderBy('own.id')
    .execute();
}
