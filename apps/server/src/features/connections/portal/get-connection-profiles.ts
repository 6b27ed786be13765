import { sql } from 'kysely';
import type { ConnectionProfiles, ReviewProfile } from '@leads/contract/connection-review';
import type { Reader } from '#platform/act/context.ts';
import { readConnection } from '../connection-reply.ts';

interface Key {
  tenantId: string;
  connectionId: string;
}

/**
 * The active profiles of an account and the business units to choose from for each.
 * @throws Problem `not_found`
 */
export async function getConnectionProfiles(db: Reader, key: Key): Promise<ConnectionProfiles> {
  const connection = await readConnection(db, key);
  const [profiles, businessUnits] = await Promise.all([
    readReviewProfiles(db, { tenantId: key.tenantId, connectionId: connection.id }),
    readBusinessUnits(db, key.tenantId),
  ]);
  return { connection, profiles, businessUnits };
}

/** The active profiles of an account, each with the business units that its leads are for. */
export async function readReviewProfiles(
  db: Reader,
  { tenantId, connectionId }: Key,
): Promise<ReviewProfile[]> {
  return db
    .selectFrom('connection_profile as profile')
    .select((eb) => [
      'profile.profile_id as profileId',
      'profile.name',
      'profile.active',
      sql<number | null>`cardinality(profile.service_ids)`.as('serviceCount'),
      eb.fn
        .coalesce(
          eb
            .selectFrom('connection_profile_business_unit as chosen')
            .select(
              sql<
                string[]
              >`array_agg(chosen.business_unit_id::text order by chosen.business_unit_id)`.as(
                'ids',
              ),
            )
            .whereRef('chosen.tenant_id', '=', 'profile.tenant_id')
            .whereRef('chosen.connection_id', '=', 'profile.connection_id')
            .whereRef('chosen.profile_id', '=', 'profile.profile_id'),
          sql<string[]>`'{}'`,
        )
        .as('businessUnitIds'),
    ])
    .where('profile.tenant_id', '=', tenantId)
    .where('profile.connection_id', '=', connectionId)
    .where('profile.active', '=', true)
    .orderBy('profile.position')
    .orderBy('profile.profile_id')
    .execute();
}

/** The active business units of a tenant, by name. */
export async function readBusinessUnits(
  db: Reader,
  tenantId: string,
): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('business_unit')
    .select(['id', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('active', '=', true)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute();
}
