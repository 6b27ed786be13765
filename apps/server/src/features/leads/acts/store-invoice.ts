import type { InvoiceAsSent } from '@leads/contract/platform-leads';
import type { Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import type { LeadOutcome } from '../act-on-lead.ts';
import type { LeadTarget } from '../lock-lead.ts';

export interface InvoiceToStore {
  invoiceNumber: string;
  invoicedOn: string;
  currency: string;
  subTotal: string;
  tax: string;
  total: string;
  items: InvoiceAsSent['items'];
}

/** Stores an invoice for good, every amount as it stands, and answers what the act then tells partner and office. */
export async function storeInvoice(
  tx: Tx,
  { tenantId, leadId }: LeadTarget,
  { invoiceNumber, invoicedOn, currency, subTotal, tax, total, items }: InvoiceToStore,
  note: { asSent?: true } = {},
): Promise<LeadOutcome> {
  await tx
    .insertInto('lead_invoice')
    .values({
      tenant_id: tenantId,
      id: newId(),
      lead_id: leadId,
      invoice_number: invoiceNumber,
      invoiced_on: invoicedOn,
      currency,
      sub_total: subTotal,
      tax,
      total,
      lines: JSON.stringify(items),
    })
    .execute();
  const detail = { invoiceNumber, total, currency };
  const eventData = { invoiceNumber, currency, subTotal, tax, total, items };
  return {
    activities: [{ act: 'lead.invoice', detail: { ...detail, ...note } }],
    events: [{ status: 'Invoiced', eventData }],
    audit: detail,
  };
}
