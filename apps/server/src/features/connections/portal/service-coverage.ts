import type { Reader } from '#platform/act/context.ts';

export interface Coverage {
  /** Services that the partner offers: its mapped job types. */
  partnerServices: number;
  /** Of those, the ones that the tenant maps to a job type of its own. */
  coveredServices: number;
}

/** By integration id; an integration without mapped job types is left out. */
export async function readCoverage(
  db: Reader,
  { tenantId, integrationIds }: { tenantId: string; integrationIds: string[] },
): Promise<Map<string, Coverage>> {
  if (integrationIds.length === 0) return new Map();
  const own = db
    .selectFrom('tenant_mapped_job_type')
    .select('standard_job_type_id as standardId')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .as('own');
  const rows = await db
    .selectFrom('partner_job_type as partner')
    .leftJoin(own, 'own.standardId', 'partner.standard_job_type_id')
    .select((eb) => [
      'partner.integration_id as integrationId',
      eb.fn.countAll<number>().as('partnerServices'),
      eb.fn.count<number>('own.standardId').as('coveredServices'),
    ])
    .where('partner.integration_id', 'in', integrationIds)
    .where('partner.standard_job_type_id', 'is not', null)
    .groupBy('partner.integration_id')
    .execute();
  return new Map(rows.map(({ integrationId, ...coverage }) => [integrationId, coverage]));
}
