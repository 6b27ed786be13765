import type { Context } from '#platform/act/context.ts';
import type { ConnectionKey } from './claim-refresh.ts';

/** Active integrations with accounts whose refresh is due; those of inactive ones wait. */
export async function listIntegrationsToRefresh({ db, clock }: Context): Promise<string[]> {
  const rows = await db
    .selectFrom('connection as c')
    .innerJoin('integration as i', 'i.id', 'c.integration_id')
    .select('c.integration_id as id')
    .distinct()
    .where('c.refresh_due_at', '<=', clock.now())
    .where('i.status', '=', 'active')
    .where('i.deleted_at', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

/** The account of an active integration that has waited longest for its refresh. */
export async function findDueRefresh(
  { db, clock }: Context,
  integrationId: string,
): Promise<ConnectionKey | undefined> {
  const now = clock.now();
  return db
    .selectFrom('connection as c')
    .innerJoin('integration as i', 'i.id', 'c.integration_id')
    .select(['c.tenant_id as tenantId', 'c.id as connectionId'])
    .where('c.integration_id', '=', integrationId)
    .where('c.refresh_due_at', '<=', now)
    .where((eb) =>
      eb.or([eb('c.refresh_claimed_until', 'is', null), eb('c.refresh_claimed_until', '<=', now)]),
    )
    .where('i.status', '=', 'active')
    .where('i.deleted_at', 'is', null)
    .orderBy('c.refresh_due_at')
    .limit(1)
    .executeTakeFirst();
}
