import type { Selectable } from 'kysely';
import type { Reader } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';

/** What a partner is told of a tenant, in pairing requests and account events. */
export interface TenantDetails {
  id: string;
  name: string;
  address: {
    streetAddress: string;
    addressLine2?: string;
    locality: string;
    region: string;
    postalCode: string;
    country: string;
  };
  telephone: string;
  email: string;
  website?: string;
}

export async function readTenantDetails(db: Reader, tenantId: string): Promise<TenantDetails> {
  const row = await db
    .selectFrom('tenant')
    .selectAll()
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
  return toTenantDetails(row);
}

type TenantColumn =
  | 'id'
  | 'name'
  | 'street_address'
  | 'address_line2'
  | 'locality'
  | 'region'
  | 'postal_code'
  | 'country'
  | 'telephone'
  | 'email'
  | 'website';

export function toTenantDetails(
  row: Pick<Selectable<Schema['tenant']>, TenantColumn>,
): TenantDetails {
  return {
    id: row.id,
    name: row.name,
    address: {
      streetAddress: row.street_address,
      ...(row.address_line2 === '' ? {} : { addressLine2: row.address_line2 }),
      locality: row.locality,
      region: row.region,
      postalCode: row.postal_code,
      country: row.country,
    },
    telephone: row.telephone,
    email: row.email,
    ...(row.website === '' ? {} : { website: row.website }),
  };
}
