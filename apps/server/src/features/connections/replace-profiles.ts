import type { Tx } from '#platform/act/context.ts';

export interface AccountProfile {
  id: string;
  name: string;
  /** The partner's services and areas that this profile is limited to; left out: all. */
  serviceIds?: readonly string[] | undefined;
  postalCodes?: readonly string[] | undefined;
}

interface Key {
  tenantId: string;
  connectionId: string;
}

export interface NamedProfiles {
  profiles: readonly AccountProfile[];
  /** Nobody named them: they count only while the account has none. */
  areProfilesAssumed?: boolean | undefined;
}

/**
 * Makes these the profiles of the account, in this order. One that is not named any more stays, inactive, because leads
 * may name it. Answers whether anything changed.
 */
export async function replaceProfiles(
  tx: Tx,
  key: Key,
  { profiles: named, areProfilesAssumed = false }: NamedProfiles,
): Promise<boolean> {
  // The last one counts where an id comes twice.
  const profiles = [...new Map(named.map((one) => [one.id, one])).values()];
  const before = await readProfiles(tx, key);
  if (areProfilesAssumed && before.some(({ active }) => active)) return false;
  await retireUnnamed(
    tx,
    key,
    profiles.map((one) => one.id),
  );
  if (profiles.length > 0) await saveNamed(tx, key, profiles);
  const after = await readProfiles(tx, key);
  return JSON.stringify(before) !== JSON.stringify(after);
}

async function retireUnnamed(
  tx: Tx,
  { tenantId, connectionId }: Key,
  namedIds: readonly string[],
): Promise<void> {
  await tx
    .updateTable('connection_profile')
    .set({ active: false })
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .$if(namedIds.length > 0, (query) => query.where('profile_id', 'not in', namedIds))
    .execute();
}

async function saveNamed(
  tx: Tx,
  { tenantId, connectionId }: Key,
  profiles: readonly AccountProfile[],
): Promise<void> {
  await tx
    .insertInto('connection_profile')
    .values(
      profiles.map((one, position) => ({
        tenant_id: tenantId,
        connection_id: connectionId,
        profile_id: one.id,
        position,
        name: one.name,
        active: true,
        service_ids: one.serviceIds === undefined ? null : [...one.serviceIds],
        postal_codes: one.postalCodes === undefined ? null : [...one.postalCodes],
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'connection_id', 'profile_id']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        position: eb.ref('excluded.position'),
        service_ids: eb.ref('excluded.service_ids'),
        postal_codes: eb.ref('excluded.postal_codes'),
        active: eb.ref('excluded.active'),
      })),
    )
    .execute();
}

async function readProfiles(tx: Tx, { tenantId, connectionId }: Key) {
  return tx
    .selectFrom('connection_profile')
    .select(['profile_id', 'name', 'position', 'service_ids', 'postal_codes', 'active'])
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .orderBy('profile_id')
    .execute();
}
