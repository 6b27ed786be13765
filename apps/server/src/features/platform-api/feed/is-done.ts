import type { DeclineReason } from '@leads/contract/lead';
import { isSameAmount } from '@leads/contract/money';
import type { InvoiceAsSent, PlatformLead } from '@leads/contract/platform-leads';

/** Whether a lead is already as an act would leave it. A name that is left out agrees with any. */
export const isDone = {
  accept: ({ state }: PlatformLead): boolean => state === 'accepted',

  decline: (
    lead: PlatformLead,
    { reason, comment }: { reason: DeclineReason; comment: string },
  ): boolean =>
    lead.state === 'declined' &&
    lead.declineReason === reason &&
    (lead.declineComment ?? '') === comment,

  schedule: (
    lead: PlatformLead,
    to: {
      startAt: string;
      durationSec: number;
      jobTypeExternalId?: string | null | undefined;
      businessUnitExternalId?: string | null | undefined;
      jobNumber?: string;
    },
  ): boolean =>
    lead.state === 'scheduled' &&
    lead.appointment?.durationSec === to.durationSec &&
    Date.parse(lead.appointment.startAt) === Date.parse(to.startAt) &&
    agrees(lead.jobTypeExternalId, to.jobTypeExternalId) &&
    agrees(lead.businessUnitExternalId, to.businessUnitExternalId) &&
    agrees(lead.jobNumber, to.jobNumber === '' ? undefined : to.jobNumber),

  cancelAppointment: ({ state, appointment }: PlatformLead): boolean =>
    state === 'accepted' && appointment === null,

  cancelByCustomer: ({ state }: PlatformLead): boolean => state === 'canceled',

  invoice: (lead: PlatformLead, sent: InvoiceAsSent): boolean =>
    lead.invoices.some((invoice) => isSameInvoice(invoice, sent)),
};

function agrees(value: string | null, wanted: string | null | undefined): boolean {
  return wanted === null || wanted === undefined || value === wanted;
}

function isSameInvoice(kept: PlatformLead['invoices'][number], sent: InvoiceAsSent): boolean {
  return (
    kept.invoiceNumber === sent.invoiceNumber &&
    kept.invoicedOn === sent.invoicedOn &&
    (sent.currency === undefined || kept.currency === sent.currency) &&
    isSameAmount(kept.subTotal, sent.subTotal) &&
    isSameAmount(kept.tax, sent.tax) &&
    isSameAmount(kept.total, sent.total) &&
    kept.items.length === sent.items.length &&
    kept.items.every((item, index) => isSameItem(item, sent.items[index]))
  );
}

type Item = InvoiceAsSent['items'][number];

function isSameItem(kept: Item, sent: Item | undefined): boolean {
  return (
    sent !== undefined &&
    kept.sku === sent.sku &&
    kept.description === sent.description &&
    isSameAmount(kept.quantity, sent.quantity) &&
    isSameAmount(kept.unitPrice, sent.unitPrice) &&
    isSameAmount(kept.totalPrice, sent.totalPrice)
  );
}
