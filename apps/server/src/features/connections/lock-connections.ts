import { sql } from 'kysely';
import type { Tx } from '#platform/act/context.ts';

export interface LockedConnection {
  id: string;
  state: 'pending' | 'processing' | 'connected' | 'declined' | 'failed' | 'disconnected';
  authorizationType: string;
  accountId: string | null;
  accountName: string;
  requestedBy: string;
  requestedByName: string;
  requestedAt: Date;
}

/**
 * Holds every connection of a tenant to an integration until the transaction ends, in one order everywhere, so that two
 * requests about the same tenant cannot block each other for good.
 */
export async function lockConnections(
  tx: Tx,
  { tenantId, integrationId }: { tenantId: string; integrationId: string },
): Promise<LockedConnection[]> {
  const rows = await tx
    .selectFrom('connection')
    .select([
      'id',
      'state',
      'authorization_type as authorizationType',
      'account_id as accountId',
      'account_name as accountName',
      'requested_by as requestedBy',
      'requested_by_name as requestedByName',
      'requested_at as requestedAt',
    ])
    .where('tenant_id', '=', tenantId)
    .where('integration_id', '=', integrationId)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => ({ ...row, state: row.state as LockedConnection['state'] }));
}

/**
 * Lets the integration be neither switched off nor deleted, and its Tenant Access not be saved, until the transaction
 * ends. Taken before the connections, as the saves do it.
 */
export async function lockIntegration(tx: Tx, integrationId: string) {
  return tx
    .selectFrom('integration')
    .select(['id', 'status', 'multi_account as multiAccount', 'deleted_at as deletedAt'])
    .where('id', '=', integrationId)
    .forShare()
    .executeTakeFirst();
}

/** One at a time per account of an integration, whichever tenants ask for it. */
export async function lockAccount(
  tx: Tx,
  { integrationId, accountId }: { integrationId: string; accountId: string },
): Promise<void> {
  const key = JSON.stringify(['connection-account', integrationId, accountId]);
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
}
