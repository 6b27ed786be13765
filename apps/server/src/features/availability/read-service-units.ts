import { sql } from 'kysely';
import type { Reader } from '#platform/act/context.ts';

export interface ServiceUnits {
  serviceId: string;
  /** Sorted; active ones of the tenant. */
  unitIds: string[];
}

interface Profile {
  tenantId: string;
  connectionId: string;
  profileId: string;
  serviceIds: string[] | null;
}

export interface ProfileServices {
  /** Of the partner, mapped to a standard job type. */
  serviceCount: number;
  /**
   * The partner's services that the profile's tenant covers by an active job type of its own, each with the active
   * business units that it is mapped to and the profile stands for; services without any are left out.
   */
  of(profile: Profile): ServiceUnits[];
}

/** What is needed to tell of each of these profiles which services it has, by whom. */
export async function readServiceUnits(
  db: Reader,
  { integrationId, profiles }: { integrationId: string; profiles: readonly Profile[] },
): Promise<ProfileServices> {
  if (profiles.length === 0) return { serviceCount: 0, of: () => [] };
  const services = await db
    .selectFrom('partner_job_type')
    .select(['partner_id as serviceId', 'standard_job_type_id as standardId'])
    .where('integration_id', '=', integrationId)
    .where('standard_job_type_id', 'is not', null)
    .orderBy('partner_id')
    .execute();
  const units = await readMappedUnits(db, [...new Set(profiles.map((one) => one.tenantId))]);
  const chosen = await readProfileUnits(db, profiles);
  return {
    serviceCount: services.length,
    of(profile) {
      const wanted = profile.serviceIds === null ? undefined : new Set(profile.serviceIds);
      const ofTenant = units.get(profile.tenantId);
      const ofProfile = chosen.get(profileKey(profile));
      return services.flatMap(({ serviceId, standardId }): ServiceUnits[] => {
        if (wanted?.has(serviceId) === false) return [];
        const mapped = ofTenant?.get(standardId ?? '') ?? [];
        const unitIds = mapped.filter((id) => ofProfile === undefined || ofProfile.has(id));
        return unitIds.length === 0 ? [] : [{ serviceId, unitIds }];
      });
    },
  };
}

/** The business units that profiles name; a profile that names none is left out and stands for all. */
export async function readProfileUnits(
  db: Reader,
  profiles: readonly Pick<Profile, 'tenantId' | 'connectionId' | 'profileId'>[],
): Promise<Map<string, Set<string>>> {
  if (profiles.length === 0) return new Map();
  const rows = await db
    .selectFrom('connection_profile_business_unit')
    .select([
      'connection_id as connectionId',
      'profile_id as profileId',
      'business_unit_id as unitId',
    ])
    .where('tenant_id', 'in', [...new Set(profiles.map((one) => one.tenantId))])
    .where('connection_id', 'in', [...new Set(profiles.map((one) => one.connectionId))])
    .where('profile_id', 'in', [...new Set(profiles.map((one) => one.profileId))])
    .execute();
  const units = new Map<string, Set<string>>();
  for (const row of rows) {
    const known = units.get(profileKey(row)) ?? new Set<string>();
    units.set(profileKey(row), known.add(row.unitId));
  }
  return units;
}

export function profileKey(profile: { connectionId: string; profileId: string }): string {
  return `${profile.connectionId} ${profile.profileId}`;
}

/** By tenant and standard job type, the active units that do it, where an active job type of the tenant's is mapped. */
async function readMappedUnits(
  db: Reader,
  tenantIds: readonly string[],
): Promise<Map<string, Map<string, string[]>>> {
  const rows = await db
    .selectFrom('tenant_mapped_business_unit as mapped')
    .innerJoin('business_unit as unit', (join) =>
      join
        .onRef('unit.tenant_id', '=', 'mapped.tenant_id')
        .onRef('unit.id', '=', 'mapped.business_unit_id'),
    )
    .select([
      'mapped.tenant_id as tenantId',
      'mapped.standard_job_type_id as standardId',
      sql<string[]>`array_agg(unit.id::text order by unit.id)`.as('unitIds'),
    ])
    .where('mapped.tenant_id', 'in', tenantIds)
    .where('unit.active', '=', true)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('tenant_mapped_job_type as job')
          .innerJoin('tenant_job_type as own', (join) =>
            join
              .onRef('own.tenant_id', '=', 'job.tenant_id')
              .onRef('own.id', '=', 'job.tenant_job_type_id'),
          )
          .select('job.tenant_id')
          .whereRef('job.tenant_id', '=', 'mapped.tenant_id')
          .whereRef('job.standard_job_type_id', '=', 'mapped.standard_job_type_id')
          .where('own.active', '=', true),
      ),
    )
    .groupBy(['mapped.tenant_id', 'mapped.standard_job_type_id'])
    .execute();
  const units = new Map<string, Map<string, string[]>>();
  for (const { tenantId, standardId, unitIds } of rows) {
    const known = units.get(tenantId) ?? new Map<string, string[]>();
    units.set(tenantId, known.set(standardId, unitIds));
  }
  return units;
}
