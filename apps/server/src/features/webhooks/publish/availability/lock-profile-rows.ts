import { sql } from 'kysely';
import type { Tx } from '#platform/act/context.ts';
import type { ConnectedProfile } from '../profile-batches.ts';

export type ProfileKey = Pick<ConnectedProfile, 'tenantId' | 'connectionId' | 'profileId'>;

/** Holds what is being told of these profiles, in one order everywhere, so that two wait for each other. */
export async function lockProfileRows(tx: Tx, profiles: readonly ProfileKey[]): Promise<void> {
  await tx
    .selectFrom('profile_availability')
    .select('profile_id')
    .where(sameProfiles(profiles))
    .orderBy('connection_id')
    .orderBy('profile_id')
    .forUpdate()
    .execute();
}

/** Rows of any of these profiles. */
export function sameProfiles(profiles: readonly ProfileKey[], table: '' | 'state.' = '') {
  const at = (column: string) => sql.ref(`${table}${column}`);
  return sql<boolean>`(${at('tenant_id')}, ${at('connection_id')}, ${at('profile_id')}) in (
    select * from unnest(
      ${profiles.map((one) => one.tenantId)}::uuid[],
      ${profiles.map((one) => one.connectionId)}::uuid[],
      ${profiles.map((one) => one.profileId)}::text[]))`;
}
