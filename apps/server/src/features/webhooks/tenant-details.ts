import type { Tx } from '#platform/act/context.ts';

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

export async function readTenantDetails(tx: Tx, tenantId: string): Promise<TenantDetails> {
  const row = await tx
    .selectFrom('tenant')
    .selectAll()
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
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
