import { createHash } from 'node:crypto';
import type { Reader, Tx } from '#platform/act/context.ts';
import type { ConnectionKey } from './connection-event.ts';
import type { TenantDetails } from './tenant-details.ts';

/** By connection, the hash of what its partner was last told of the tenant. */
export async function readToldAccounts(
  db: Reader,
  tenantIds: readonly string[],
): Promise<Map<string, string>> {
  if (tenantIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('announced_account')
    .select(['connection_id as connectionId', 'details_hash as hash'])
    .where('tenant_id', 'in', tenantIds)
    .execute();
  return new Map(rows.map((row) => [row.connectionId, row.hash]));
}

/** Notes what partners were told, so that a save that changes nothing of it tells nothing. */
export async function saveToldAccounts(
  tx: Tx,
  accounts: readonly (ConnectionKey & { tenant: TenantDetails })[],
): Promise<void> {
  if (accounts.length === 0) return;
  await tx
    .insertInto('announced_account')
    .values(
      accounts.map(({ tenantId, connectionId, tenant }) => ({
        tenant_id: tenantId,
        connection_id: connectionId,
        details_hash: hashDetails(tenant),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'connection_id']).doUpdateSet((eb) => ({
        details_hash: eb.ref('excluded.details_hash'),
        announced_at: eb.fn<Date>('now'),
      })),
    )
    .execute();
}

export function hashDetails(tenant: TenantDetails): string {
  return createHash('sha256').update(JSON.stringify(tenant)).digest('base64url');
}
