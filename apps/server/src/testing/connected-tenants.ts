import type { Kysely } from 'kysely';
import type { Schema } from '#platform/db/database.ts';
import { newId } from '#platform/id.ts';

const rowsPerInsert = 1_000;

/** So many tenants, each connected to the integration with an account of its own; answers their ids. */
export async function makeConnectedTenants(
  db: Kysely<Schema>,
  { integrationId, count }: { integrationId: string; count: number },
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  for (let from = 0; from < count; from += rowsPerInsert) {
    const some = ids.slice(from, from + rowsPerInsert);
    await db
      .insertInto('tenant')
      .values(
        some.map((id) => ({
          id,
          external_id: `ext-${id}`,
          name: `Tenant ${id}`,
          time_zone: 'America/Phoenix',
          currency: 'USD',
          street_address: '1 Main St',
          locality: 'Phoenix',
          region: 'AZ',
          postal_code: '85001',
          telephone: '+16025550100',
          email: 'office@example.com',
        })),
      )
      .execute();
    await db
      .insertInto('connection')
      .values(
        some.map((tenantId) => ({
          tenant_id: tenantId,
          id: newId(),
          integration_id: integrationId,
          state: 'connected',
          authorization_type: 'open_id_connect',
          account_id: `account-${tenantId}`,
          requested_by: 'test',
          requested_at: new Date(),
          connected_at: new Date(),
        })),
      )
      .execute();
  }
  return ids;
}
