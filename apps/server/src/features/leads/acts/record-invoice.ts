import type { Lead } from '@leads/contract/leads';
import type { InvoiceAsSent } from '@leads/contract/platform-leads';
import type { Context } from '#platform/act/context.ts';
import { actOnLead } from '../act-on-lead.ts';
import type { LeadTarget } from '../lock-lead.ts';
import { toInvoiceFault } from './invoice-lead.ts';
import { storeInvoice } from './store-invoice.ts';

/**
 * Records an invoice that was made elsewhere and tells the partner: every amount is kept and sent exactly as it came,
 * added up or not. The office's estimate stays as it is.
 * @throws Problem as `actOnLead`; `name_taken` when the tenant has an invoice of this number
 */
export async function recordInvoice(
  ctx: Context,
  { version, invoice, ...target }: LeadTarget & { version: number; invoice: InvoiceAsSent },
): Promise<Lead> {
  try {
    return await actOnLead(ctx, {
      target,
      version,
      act: 'lead.invoice',
      work: async (tx, { tenantId, id: leadId }) => {
        const tenant = await tx
          .selectFrom('tenant')
          .select('currency')
          .where('id', '=', tenantId)
          .executeTakeFirstOrThrow();
        const currency = invoice.currency ?? tenant.currency;
        return storeInvoice(tx, { tenantId, leadId }, { ...invoice, currency }, { asSent: true });
      },
    });
  } catch (err) {
    throw toInvoiceFault(err, invoice.invoiceNumber);
  }
}
