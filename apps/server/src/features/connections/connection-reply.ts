import {
  connectionFailures,
  describeAttention,
  isConnectionFailure,
} from '@leads/contract/connection-results';
import { Problem } from '@leads/contract/problem';
import type { Connection, ConnectionState } from '@leads/contract/tenant-integrations';
import type { Reader } from '#platform/act/context.ts';

interface Scope {
  tenantId: string;
  integrationId?: string;
  /** This one alone. */
  connectionId?: string;
}

/** A tenant's connections as the portal shows them, the newest request first. */
export async function listConnections(db: Reader, scope: Scope): Promise<Connection[]> {
  const { tenantId, integrationId, connectionId } = scope;
  const rows = await db
    .selectFrom('connection')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .$if(integrationId !== undefined, (query) =>
      query.where('integration_id', '=', integrationId as string),
    )
    .$if(connectionId !== undefined, (query) => query.where('id', '=', connectionId as string))
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const profiles = Map.groupBy(
    await readProfiles(db, { tenantId, connectionIds: rows.map((row) => row.id) }),
    (profile) => profile.connectionId,
  );
  return rows.map((row) => ({
    id: row.id,
    integrationId: row.integration_id,
    state: row.state as ConnectionState,
    attention: describeAttention(row.attention),
    accountId: row.account_id,
    accountName: row.account_name,
    profiles: (profiles.get(row.id) ?? []).map(({ profileId, name, active }) => ({
      profileId,
      name,
      active,
    })),
    failure: describeFailure(row),
    requestedAt: row.requested_at.toISOString(),
    requestedByName: row.requested_by_name,
    connectedAt: row.connected_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  }));
}

/**
 * One connection of the tenant. A request that ended by reopening an older connection answers with that one.
 * @throws Problem `not_found`, also for another tenant's
 */
export async function readConnection(
  db: Reader,
  { tenantId, connectionId }: { tenantId: string; connectionId: string },
): Promise<Connection> {
  const [own] = await listConnections(db, { tenantId, connectionId });
  if (own !== undefined) return own;
  const alias = await db
    .selectFrom('connection_alias')
    .select('connection_id')
    .where('request_id', '=', connectionId)
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  const [reopened] =
    alias === undefined
      ? []
      : await listConnections(db, { tenantId, connectionId: alias.connection_id });
  if (reopened !== undefined) return reopened;
  throw new Problem('not_found', {
    detail: 'There is no such connection. It may have been removed.',
  });
}

async function readProfiles(
  db: Reader,
  { tenantId, connectionIds }: { tenantId: string; connectionIds: string[] },
) {
  if (connectionIds.length === 0) return [];
  return db
    .selectFrom('connection_profile')
    .select(['connection_id as connectionId', 'profile_id as profileId', 'name', 'active'])
    .where('tenant_id', '=', tenantId)
    .where('connection_id', 'in', connectionIds)
    .orderBy('position')
    .orderBy('profile_id')
    .execute();
}

/** What happened and what to do, in words; null while nothing failed. */
export function describeFailure(row: {
  failure_code: string | null;
  failure_detail: string | null;
}) {
  const { failure_code: code, failure_detail: detail } = row;
  if (code === null || !isConnectionFailure(code)) return null;
  return detail === null ? connectionFailures[code] : `${connectionFailures[code]} (${detail})`;
}
