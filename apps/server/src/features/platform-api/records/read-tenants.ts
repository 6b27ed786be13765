import type { PlatformTenant } from '@leads/contract/platform-tenants';
import { Problem } from '@leads/contract/problem';
import type { Reader, Tx } from '#platform/act/context.ts';

function selectTenants(db: Reader) {
  return db
    .selectFrom('tenant')
    .select([
      'id',
      'external_id',
      'name',
      'time_zone',
      'currency',
      'street_address',
      'address_line2',
      'locality',
      'region',
      'postal_code',
      'country',
      'telephone',
      'email',
      'website',
      'active',
      'created_at',
      'updated_at',
    ])
    .where('is_test', '=', false);
}

export type TenantRow = Awaited<
  ReturnType<ReturnType<typeof selectTenants>['executeTakeFirstOrThrow']>
>;

/** Tenants by their external ids, held until the transaction ends where `lock` says so; built-in test tenants are not there. */
export async function readTenants(
  tx: Tx,
  { externalIds, lock = false }: { externalIds: readonly string[]; lock?: boolean },
): Promise<Map<string, TenantRow>> {
  const rows = await selectTenants(tx)
    .where('external_id', 'in', externalIds)
    .orderBy('external_id')
    .$if(lock, (query) => query.forNoKeyUpdate())
    .execute();
  return new Map(rows.map((row) => [row.external_id, row]));
}

export async function listTenantRows(
  db: Reader,
  { after, active, limit }: { after?: string | undefined; active?: boolean; limit: number },
): Promise<TenantRow[]> {
  return selectTenants(db)
    .$if(after !== undefined, (query) => query.where('external_id', '>', after ?? ''))
    .$if(active !== undefined, (query) => query.where('active', '=', active ?? true))
    .orderBy('external_id')
    .limit(limit)
    .execute();
}

export function selectTenantCount(db: Reader, { active }: { active?: boolean }) {
  return db
    .selectFrom('tenant')
    .select('id')
    .where('is_test', '=', false)
    .$if(active !== undefined, (query) => query.where('active', '=', active ?? true));
}

/** @throws Problem `not_found` */
export async function requireTenant(db: Reader, externalId: string): Promise<TenantRow> {
  const row = await selectTenants(db).where('external_id', '=', externalId).executeTakeFirst();
  if (row !== undefined) return row;
  throw noTenant(externalId);
}

export const noTenant = (externalId: string): Problem =>
  new Problem('not_found', {
    detail: `There is no tenant of the external id ${externalId}. Create it first.`,
  });

export function toPlatformTenant(row: TenantRow): PlatformTenant {
  return {
    id: row.id,
    externalId: row.external_id,
    name: row.name,
    timeZone: row.time_zone,
    currency: row.currency,
    address: {
      streetAddress: row.street_address,
      addressLine2: row.address_line2,
      locality: row.locality,
      region: row.region,
      postalCode: row.postal_code,
      country: row.country,
    },
    telephone: row.telephone,
    email: row.email,
    website: row.website,
    active: row.active,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
