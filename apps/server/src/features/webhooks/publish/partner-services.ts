import { profileKey, readProfileUnits } from '#features/availability/index.ts';
import type { Reader } from '#platform/act/context.ts';

export interface Profile {
  tenantId: string;
  connectionId: string;
  profileId: string;
  /** The services that the partner limits this profile to; null: all. */
  serviceIds: string[] | null;
}

export interface ProfileServices extends Profile {
  services: { serviceId: string; name: string; active: boolean }[];
}

/**
 * What each profile's partner may send: a service is active when its partner job type is mapped, the tenant maps an
 * active job type of its own to the same standard job type, and the profile stands for one of the business units that do
 * it, where it names some and the service has some.
 */
export async function readPartnerServices(
  tx: Reader,
  { integrationId, profiles }: { integrationId: string; profiles: readonly Profile[] },
): Promise<ProfileServices[]> {
  if (profiles.length === 0) return [];
  const jobTypes = await tx
    .selectFrom('partner_job_type')
    .select(['partner_id as serviceId', 'name', 'standard_job_type_id as standardId'])
    .where('integration_id', '=', integrationId)
    .orderBy('position')
    .orderBy('partner_id')
    .execute();
  const tenantIds = [...new Set(profiles.map((one) => one.tenantId))];
  const covered = await readCovered(tx, tenantIds);
  const chosen = await readProfileUnits(tx, profiles);
  const mapped = chosen.size === 0 ? new Map<string, string[]>() : await readMapped(tx, tenantIds);
  return profiles.map((profile) => {
    const wanted = profile.serviceIds === null ? undefined : new Set(profile.serviceIds);
    const ofTenant = covered.get(profile.tenantId);
    const ofProfile = chosen.get(profileKey(profile));
    const services = jobTypes
      .filter(({ serviceId }) => wanted === undefined || wanted.has(serviceId))
      .map(({ serviceId, name, standardId }) => ({
        serviceId,
        name,
        active:
          standardId !== null &&
          ofTenant?.has(standardId) === true &&
          standsFor(ofProfile, mapped.get(`${profile.tenantId} ${standardId}`)),
      }));
    return { ...profile, services };
  });
}

function standsFor(ofProfile: Set<string> | undefined, unitIds: readonly string[] = []): boolean {
  if (ofProfile === undefined || unitIds.length === 0) return true;
  return unitIds.some((id) => ofProfile.has(id));
}

/** The business units that do a standard job type, by tenant and standard job type. */
async function readMapped(tx: Reader, tenantIds: string[]): Promise<Map<string, string[]>> {
  const rows = await tx
    .selectFrom('tenant_mapped_business_unit as mapped')
    .innerJoin('business_unit as unit', (join) =>
      join
        .onRef('unit.tenant_id', '=', 'mapped.tenant_id')
        .onRef('unit.id', '=', 'mapped.business_unit_id'),
    )
    .select([
      'mapped.tenant_id as tenantId',
      'mapped.standard_job_type_id as standardId',
      'unit.id as unitId',
    ])
    .where('mapped.tenant_id', 'in', tenantIds)
    .where('unit.active', '=', true)
    .execute();
  const units = new Map<string, string[]>();
  for (const { tenantId, standardId, unitId } of rows) {
    const key = `${tenantId} ${standardId}`;
    units.set(key, [...(units.get(key) ?? []), unitId]);
  }
  return units;
}

async function readCovered(tx: Reader, tenantIds: string[]): Promise<Map<string, Set<string>>> {
  const rows = await tx
    .selectFrom('tenant_mapped_job_type as mapped')
    .innerJoin('tenant_job_type as own', (join) =>
      join
        .onRef('own.tenant_id', '=', 'mapped.tenant_id')
        .onRef('own.id', '=', 'mapped.tenant_job_type_id'),
    )
    .select(['mapped.tenant_id as tenantId', 'mapped.standard_job_type_id as standardId'])
    .distinct()
    .where('mapped.tenant_id', 'in', tenantIds)
    .where('own.active', '=', true)
    .execute();
  const covered = new Map<string, Set<string>>();
  for (const { tenantId, standardId } of rows) {
    const known = covered.get(tenantId) ?? new Set<string>();
    covered.set(tenantId, known.add(standardId));
  }
  return covered;
}
