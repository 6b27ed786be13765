import { sql } from 'kysely';
import type { ConnectionReview } from '@leads/contract/connection-review';
import type { Reader } from '#platform/act/context.ts';
import { readConnection } from '../connection-reply.ts';

/**
 * What each service of the partner arrives as at this tenant; without a standard job type or own job types it is not
 * covered.
 * @throws Problem `not_found`
 */
export async function getConnectionReview(
  db: Reader,
  key: { tenantId: string; connectionId: string },
): Promise<ConnectionReview> {
  const { tenantId } = key;
  const connection = await readConnection(db, key);
  const services = await db
    .selectFrom('partner_job_type as partner')
    .leftJoin('standard_job_type as standard', 'standard.id', 'partner.standard_job_type_id')
    .select([
      'partner.partner_id as partnerId',
      'partner.name as partnerName',
      'standard.id as standardId',
      'standard.name as standardJobType',
    ])
    .where('partner.integration_id', '=', connection.integrationId)
    .orderBy('partner.position')
    .orderBy('partner.partner_id')
    .execute();
  const jobTypes = await readOwnNames(db, { tenantId, kind: 'job_type' });
  const businessUnits = await readOwnNames(db, { tenantId, kind: 'business_unit' });
  return {
    connection,
    rows: services.map(({ standardId, ...service }) => ({
      ...service,
      jobTypes: jobTypes.get(standardId ?? '') ?? [],
      businessUnits: businessUnits.get(standardId ?? '') ?? [],
    })),
  };
}

/** Names of the tenant's own job types or business units by standard job type. */
async function readOwnNames(
  db: Reader,
  { tenantId, kind }: { tenantId: string; kind: 'job_type' | 'business_unit' },
): Promise<Map<string, string[]>> {
  const rows =
    kind === 'job_type'
      ? await db
          .selectFrom('tenant_mapped_job_type as mapped')
          .innerJoin('tenant_job_type as own', (join) =>
            join
              .onRef('own.tenant_id', '=', 'mapped.tenant_id')
              .onRef('own.id', '=', 'mapped.tenant_job_type_id'),
          )
          .select(['mapped.standard_job_type_id as standardId', 'own.name'])
          .where('mapped.tenant_id', '=', tenantId)
          .orderBy(sql`lower(own.name)`)
          .execute()
      : await db
          .selectFrom('tenant_mapped_business_unit as mapped')
          .innerJoin('business_unit as own', (join) =>
            join
              .onRef('own.tenant_id', '=', 'mapped.tenant_id')
              .onRef('own.id', '=', 'mapped.business_unit_id'),
          )
          .select(['mapped.standard_job_type_id as standardId', 'own.name'])
          .where('mapped.tenant_id', '=', tenantId)
          .orderBy(sql`lower(own.name)`)
          .execute();
  const names = new Map<string, string[]>();
  for (const { standardId, name } of rows) {
    names.set(standardId, [...(names.get(standardId) ?? []), name]);
  }
  return names;
}
