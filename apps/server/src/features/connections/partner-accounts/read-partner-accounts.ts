import type { z } from 'zod';
import { sql } from 'kysely';
import type { PartnerAccount } from '@leads/contract/partner-api';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Reader } from '#platform/act/context.ts';
import { readPartnerServices, toTenantDetails } from '#features/webhooks/index.ts';

export type Account = z.output<typeof PartnerAccount>;

/** The accounts that a partner may see: its own, once connected, of real tenants or of test tenants. */
export function selectAccounts(db: Reader, { integrationId, mode }: ActorOf<'partner'>) {
  return db
    .selectFrom('connection')
    .innerJoin('tenant', 'tenant.id', 'connection.tenant_id')
    .where('connection.integration_id', '=', integrationId)
    .where('connection.state', 'in', ['connected', 'disconnected'])
    .where('tenant.is_test', '=', mode === 'sandbox');
}

/** Columns of `toAccounts`. `changedAt` keeps the microseconds that a Date would lose, for cursors. */
export function readAccountRows(query: ReturnType<typeof selectAccounts>) {
  return query
    .selectAll('tenant')
    .select([
      'connection.id as connectionId',
      'connection.tenant_id as tenantId',
      'connection.account_id as accountId',
      'connection.state',
      'connection.updated_at as changedOn',
      sql<string>`connection.updated_at::text`.as('changedAt'),
    ])
    .execute();
}

type AccountRow = Awaited<ReturnType<typeof readAccountRows>>[number];

export async function toAccounts(
  db: Reader,
  { integrationId, rows }: { integrationId: string; rows: readonly AccountRow[] },
): Promise<Account[]> {
  const profiles = await readProfiles(db, rows);
  const services = await readPartnerServices(db, {
    integrationId,
    profiles: rows.map(({ tenantId, connectionId }) => ({
      tenantId,
      connectionId,
      profileId: '',
      serviceIds: null,
    })),
  });
  const servicesOf = new Map(services.map((one) => [one.connectionId, one.services]));
  return rows.map((row) => ({
    // Only connections that had an account are selected.
    accountId: row.accountId ?? '',
    requestId: row.connectionId,
    status: row.state === 'connected' ? 'CONNECTED' : 'DISCONNECTED',
    tenant: toTenantDetails(row),
    profiles: profiles.get(row.connectionId) ?? [],
    services: servicesOf.get(row.connectionId) ?? [],
    updatedAt: row.changedOn.toISOString(),
  }));
}

async function readProfiles(
  db: Reader,
  accounts: readonly AccountRow[],
): Promise<Map<string, Account['profiles']>> {
  if (accounts.length === 0) return new Map();
  const rows = await db
    .selectFrom('connection_profile')
    .select(['connection_id as connectionId', 'profile_id as id', 'name', 'active'])
    .where('tenant_id', 'in', [...new Set(accounts.map((one) => one.tenantId))])
    .where(
      'connection_id',
      'in',
      accounts.map((one) => one.connectionId),
    )
    .orderBy('position')
    .orderBy('profile_id')
    .execute();
  const profiles = new Map<string, Account['profiles']>();
  for (const { connectionId, ...profile } of rows) {
    profiles.set(connectionId, [...(profiles.get(connectionId) ?? []), profile]);
  }
  return profiles;
}
