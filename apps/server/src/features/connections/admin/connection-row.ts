import { sql } from 'kysely';
import type { ConnectionRow } from '@leads/contract/admin-tenants';
import { describeAttention } from '@leads/contract/connection-results';
import type { TenantAuthorizationType } from '@leads/contract/integration-general';
import { Problem } from '@leads/contract/problem';
import type { ConnectionState } from '@leads/contract/tenant-integrations';
import type { ReadDb } from '#platform/act/context.ts';
import { describeFailure } from '../connection-reply.ts';
import { isOpen } from '../connection-state.ts';
import { toExpiry } from '../request-expiry.ts';

/** Connections with what a list shows of them. */
export function selectConnectionRows(db: ReadDb) {
  return db
    .selectFrom('connection')
    .innerJoin('integration', 'integration.id', 'connection.integration_id')
    .innerJoin('tenant', 'tenant.id', 'connection.tenant_id')
    .select([
      'connection.id',
      'connection.integration_id as integrationId',
      'integration.name as integrationName',
      'connection.tenant_id as tenantId',
      'tenant.name as tenantName',
      'connection.state',
      'connection.attention',
      'connection.failure_code',
      'connection.failure_detail',
      'connection.authorization_type as authorizationType',
      'connection.account_id as accountId',
      'connection.account_name as accountName',
      'connection.requested_by_name as requestedByName',
      'connection.requested_at as requestedAt',
      'connection.connected_at as connectedAt',
      'connection.ended_at as endedAt',
      'connection.updated_at as updatedAt',
      sql<number>`(select count(*)::int from connection_profile p
        where p.tenant_id = connection.tenant_id and p.connection_id = connection.id and p.active)`.as(
        'profileCount',
      ),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectConnectionRows>['executeTakeFirstOrThrow']>>;

export function toConnectionRow(row: Row): ConnectionRow {
  return {
    id: row.id,
    integrationId: row.integrationId,
    integrationName: row.integrationName,
    tenantId: row.tenantId,
    tenantName: row.tenantName,
    // The table's checks allow these alone.
    state: row.state as ConnectionState,
    authorizationType: row.authorizationType as TenantAuthorizationType,
    attention: describeAttention(row.attention),
    failure: describeFailure(row),
    accountId: row.accountId,
    accountName: row.accountName,
    profileCount: row.profileCount,
    requestedByName: row.requestedByName,
    requestedAt: row.requestedAt.toISOString(),
    connectedAt: row.connectedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
    expiresAt: isOpen(row.state) ? toExpiry(row).toISOString() : null,
  };
}

/**
 * The key of a connection, also by an older requestId that names it.
 * @throws Problem `not_found`
 */
export async function requireConnectionKey(
  db: ReadDb,
  id: string,
): Promise<{ tenantId: string; connectionId: string }> {
  const own = await db
    .selectFrom('connection')
    .select(['tenant_id as tenantId', 'id as connectionId'])
    .where('id', '=', id)
    .executeTakeFirst();
  const found =
    own ??
    (await db
      .selectFrom('connection_alias')
      .select(['tenant_id as tenantId', 'connection_id as connectionId'])
      .where('request_id', '=', id)
      .executeTakeFirst());
  if (found !== undefined) return found;
  throw new Problem('not_found', {
    detail: 'There is no such connection. It may have been removed.',
  });
}
