import type { Reader, Tx } from '#platform/act/context.ts';

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

/** The active profiles of these connections. */
export async function readProfiles(
  tx: Tx,
  {
    connections,
    profileId,
  }: {
    connections: readonly { tenantId: string; connectionId: string }[];
    profileId?: string | undefined;
  },
): Promise<Profile[]> {
  if (connections.length === 0) return [];
  return tx
    .selectFrom('connection_profile')
    .select([
      'tenant_id as tenantId',
      'connection_id as connectionId',
      'profile_id as profileId',
      'service_ids as serviceIds',
    ])
    .where('tenant_id', 'in', [...new Set(connections.map((one) => one.tenantId))])
    .where(
      'connection_id',
      'in',
      connections.map((one) => one.connectionId),
    )
    .where('active', '=', true)
    .$if(profileId !== undefined, (query) => query.where('profile_id', '=', profileId as string))
    .orderBy('connection_id')
    .orderBy('position')
    .execute();
}

/**
 * What each profile's partner may send: a service is active when its partner job type is mapped and the tenant maps a
 * job type of its own to the same standard job type.
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
  const covered = await readCovered(tx, [...new Set(profiles.map((one) => one.tenantId))]);
  return profiles.map((profile) => {
    const wanted = profile.serviceIds === null ? undefined : new Set(profile.serviceIds);
    const ofTenant = covered.get(profile.tenantId);
    const services = jobTypes
      .filter(({ serviceId }) => wanted === undefined || wanted.has(serviceId))
      .map(({ serviceId, name, standardId }) => ({
        serviceId,
        name,
        active: standardId !== null && ofTenant?.has(standardId) === true,
      }));
    return { ...profile, services };
  });
}

async function readCovered(tx: Reader, tenantIds: string[]): Promise<Map<string, Set<string>>> {
  const rows = await tx
    .selectFrom('tenant_mapped_job_type')
    .select(['tenant_id as tenantId', 'standard_job_type_id as standardId'])
    .distinct()
    .where('tenant_id', 'in', tenantIds)
    .execute();
  const covered = new Map<string, Set<string>>();
  for (const { tenantId, standardId } of rows) {
    const known = covered.get(tenantId) ?? new Set<string>();
    covered.set(tenantId, known.add(standardId));
  }
  return covered;
}
