import { sql } from 'kysely';
import { z } from 'zod';
import { profileKey } from '#features/availability/index.ts';
import type { Context, Reader } from '#platform/act/context.ts';

/** Whose connected profiles to compare; narrower with each id. */
export const ComparisonScope = z.object({
  tenantId: z.uuid().optional(),
  integrationId: z.uuid().optional(),
  connectionId: z.uuid().optional(),
});
export type ComparisonScope = z.output<typeof ComparisonScope>;

export interface ConnectedProfile {
  integrationId: string;
  tenantId: string;
  timeZone: string;
  connectionId: string;
  accountId: string;
  profileId: string;
  /** The services that the partner limits it to; null: all. */
  serviceIds: string[] | null;
}

/** Profiles, and so messages, of one transaction. */
const profilesPerBatch = 500;

export interface ProfileBatchQuery {
  scope: ComparisonScope;
  /** Only where this webhook is on. */
  webhook: 'services' | 'availability';
  /** Only profiles whose last comparison of availability was before this day of theirs; for one time zone. */
  notComparedOn?: { day: string; timeZone: string };
}

/**
 * Hands over the active profiles of connected accounts in batches, those of an integration together, until there are no
 * more. What is handed over may have changed since: whoever writes locks and looks again.
 */
export async function forEachProfileBatch(
  ctx: Context,
  query: ProfileBatchQuery,
  work: (integrationId: string, profiles: ConnectedProfile[]) => Promise<void>,
): Promise<void> {
  let after: ConnectedProfile | undefined;
  for (;;) {
    const profiles = await readBatch(ctx.db, query, after);
    for (const [integrationId, own] of Map.groupBy(profiles, (one) => one.integrationId)) {
      await work(integrationId, own);
    }
    if (profiles.length < profilesPerBatch) return;
    after = profiles.at(-1);
  }
}

async function readBatch(
  db: Reader,
  { scope, webhook, notComparedOn }: ProfileBatchQuery,
  after: ConnectedProfile | undefined,
): Promise<ConnectedProfile[]> {
  const { tenantId, integrationId, connectionId } = scope;
  const rows = await selectConnectedProfiles(db)
    .innerJoin('integration_webhooks as webhooks', 'webhooks.integration_id', 'c.integration_id')
    .where(`webhooks.${webhook}`, '=', true)
    .$if(tenantId !== undefined, (query) => query.where('c.tenant_id', '=', tenantId as string))
    .$if(integrationId !== undefined, (query) =>
      query.where('c.integration_id', '=', integrationId as string),
    )
    .$if(connectionId !== undefined, (query) => query.where('c.id', '=', connectionId as string))
    .$if(notComparedOn !== undefined, (query) =>
      query
        .leftJoin('profile_availability as compared', (join) =>
          join
            .onRef('compared.tenant_id', '=', 'p.tenant_id')
            .onRef('compared.connection_id', '=', 'p.connection_id')
            .onRef('compared.profile_id', '=', 'p.profile_id'),
        )
        .where('t.time_zone', '=', notComparedOn?.timeZone ?? '')
        .where(
          sql<boolean>`compared.compared_on is distinct from ${notComparedOn?.day ?? ''}::date`,
        ),
    )
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(p.connection_id, p.profile_id) > (${after?.connectionId}::uuid, ${after?.profileId})`,
      ),
    )
    .orderBy('p.connection_id')
    .orderBy('p.profile_id')
    .limit(profilesPerBatch)
    .execute();
  return rows.map(toConnectedProfile);
}

/** Active profiles of connected accounts as they are now, of those that are named. */
export async function readConnectedProfiles(
  db: Reader,
  named: readonly Pick<ConnectedProfile, 'tenantId' | 'connectionId' | 'profileId'>[],
): Promise<ConnectedProfile[]> {
  if (named.length === 0) return [];
  const wanted = new Set(named.map(profileKey));
  const rows = await selectConnectedProfiles(db)
    .where('c.tenant_id', 'in', [...new Set(named.map((one) => one.tenantId))])
    .where('c.id', 'in', [...new Set(named.map((one) => one.connectionId))])
    .where('p.profile_id', 'in', [...new Set(named.map((one) => one.profileId))])
    .orderBy('p.connection_id')
    .orderBy('p.position')
    .orderBy('p.profile_id')
    .execute();
  return rows.map(toConnectedProfile).filter((one) => wanted.has(profileKey(one)));
}

/** The active profiles of one connected account, in its order. */
export async function readProfilesOf(
  db: Reader,
  { tenantId, connectionId }: { tenantId: string; connectionId: string },
): Promise<ConnectedProfile[]> {
  const rows = await selectConnectedProfiles(db)
    .where('c.tenant_id', '=', tenantId)
    .where('c.id', '=', connectionId)
    .orderBy('p.position')
    .orderBy('p.profile_id')
    .execute();
  return rows.map(toConnectedProfile);
}

function selectConnectedProfiles(db: Reader) {
  return db
    .selectFrom('connection_profile as p')
    .innerJoin('connection as c', (join) =>
      join.onRef('c.tenant_id', '=', 'p.tenant_id').onRef('c.id', '=', 'p.connection_id'),
    )
    .innerJoin('tenant as t', 't.id', 'c.tenant_id')
    .select([
      'c.integration_id as integrationId',
      'c.tenant_id as tenantId',
      't.time_zone as timeZone',
      'c.id as connectionId',
      'c.account_id as accountId',
      'p.profile_id as profileId',
      'p.service_ids as serviceIds',
    ])
    .where('c.state', '=', 'connected')
    .where('p.active', '=', true);
}

/** The table's own check gives every connected connection an account. */
function toConnectedProfile<Row extends { accountId: string | null }>(row: Row) {
  return { ...row, accountId: row.accountId ?? '' };
}
