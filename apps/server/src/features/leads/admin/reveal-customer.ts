import type { RevealedCustomer, revealCustomer as endpoint } from '@leads/contract/admin-leads';
import type { BodyOf } from '@leads/contract/endpoint';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { readDetails } from '../reading/read-details.ts';
import { leadNotFound } from '../lock-lead.ts';

/**
 * Who the customer is, for a manager; the audit says that somebody looked, and holds nothing of what was seen.
 * @throws Problem `forbidden`, `not_found`
 */
export async function revealCustomer(
  ctx: Context,
  { leadId, reason }: { leadId: string } & BodyOf<typeof endpoint>,
): Promise<RevealedCustomer> {
  return change(ctx, 'lead.reveal_customer', async (tx) => {
    const row = await tx
      .selectFrom('lead')
      .select([
        'tenant_id as tenantId',
        'integration_id as integrationId',
        'customer_name as customerName',
        'telephone',
        'email',
        'street_address as streetAddress',
        'address_line2 as addressLine2',
        'locality',
        'region',
        'postal_code as postalCode',
        'country',
        'description',
        'decline_comment as declineComment',
        'extra_details as extraDetails',
      ])
      .where('id', '=', leadId)
      .executeTakeFirst();
    if (row === undefined) throw leadNotFound();
    const { tenantId, integrationId, extraDetails, ...customer } = row;
    return {
      value: { ...customer, ...(await readDetails(tx, { integrationId, extraDetails })) },
      audit: {
        subject: { kind: 'lead', id: leadId },
        tenantId,
        integrationId,
        after: reason === null ? null : { reason },
      },
    };
  });
}
