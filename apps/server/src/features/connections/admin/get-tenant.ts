import type { Tenant } from '@leads/contract/admin-tenants';
import { Problem } from '@leads/contract/problem';
import type { Context } from '#platform/act/context.ts';
import { selectTenantRows, toTenantRow } from './tenant-row.ts';

/** @throws Problem `not_found` */
export async function getTenant(ctx: Context, id: string): Promise<Tenant> {
  const row = await selectTenantRows(ctx.db)
    .select([
      't.external_id as externalId',
      't.time_zone as timeZone',
      't.currency',
      't.street_address as streetAddress',
      't.address_line2 as addressLine2',
      't.postal_code as postalCode',
      't.country',
      't.telephone',
      't.email',
      't.website',
    ])
    .where('t.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) {
    throw new Problem('not_found', {
      detail: 'There is no such tenant. Go to Tenants and search for its name.',
    });
  }
  const { externalId, timeZone, currency, streetAddress, addressLine2, postalCode } = row;
  const { country, telephone, email, website } = row;
  const place = { streetAddress, addressLine2, postalCode, country };
  return {
    ...toTenantRow(row),
    ...place,
    externalId,
    timeZone,
    currency,
    telephone,
    email,
    website,
  };
}
