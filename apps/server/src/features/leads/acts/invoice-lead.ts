import type { Lead } from '@leads/contract/leads';
import { isMinorAmount, lineTotal, sumOf } from '@leads/contract/money';
import { fieldProblem, Problem } from '@leads/contract/problem';
import type { Context, Tx } from '#platform/act/context.ts';
import { violatedConstraint } from '#platform/db/database-fault.ts';
import { actOnLead } from '../act-on-lead.ts';
import type { LeadOutcome } from '../act-on-lead.ts';
import { readEstimate } from '../estimate.ts';
import type { LeadTarget } from '../lock-lead.ts';
import { storeInvoice } from './store-invoice.ts';

interface InvoiceHead {
  invoiceNumber: string;
  invoicedOn: string;
  tax: string;
}

/**
 * Freezes the estimate as an invoice and tells the partner its items and totals. The estimate is empty afterwards, so
 * that nothing is invoiced twice; a further invoice starts from a new one.
 * @throws Problem as `actOnLead`; `validation_failed` without a line or for a tax finer than the currency; `name_taken`
 * when the tenant has an invoice of this number
 */
export async function invoiceLead(
  ctx: Context,
  { version, tenantId, leadId, ...head }: LeadTarget & { version: number } & InvoiceHead,
): Promise<Lead> {
  try {
    return await actOnLead(ctx, {
      target: { tenantId, leadId },
      version,
      act: 'lead.invoice',
      work: async (tx, lead) => convert(tx, { tenantId: lead.tenantId, leadId: lead.id, head }),
    });
  } catch (err) {
    throw toInvoiceFault(err, head.invoiceNumber);
  }
}

/** The error as thrown, or `name_taken` where the tenant has an invoice of this number. */
export function toInvoiceFault(err: unknown, invoiceNumber: string): unknown {
  if (violatedConstraint(err) !== 'lead_invoice_tenant_id_invoice_number_key') return err;
  const message = `There is an invoice ${invoiceNumber} already. Choose another number.`;
  return new Problem('name_taken', {
    detail: message,
    errors: [{ pointer: '/invoiceNumber', message }],
  });
}

async function convert(
  tx: Tx,
  { tenantId, leadId, head }: LeadTarget & { head: InvoiceHead },
): Promise<LeadOutcome> {
  const { currency } = await tx
    .selectFrom('tenant')
    .select('currency')
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
  const lines = await readEstimate(tx, { tenantId, leadId, currency });
  requireConvertible({ lines: lines.length, tax: head.tax, currency });
  const items = lines.map((line) => ({
    ...line,
    totalPrice: lineTotal(line.quantity, line.unitPrice, currency),
  }));
  const { invoiceNumber, invoicedOn } = head;
  const subTotal = sumOf(
    items.map((item) => item.totalPrice),
    currency,
  );
  const tax = sumOf([head.tax], currency);
  const total = sumOf([subTotal, tax], currency);
  await tx
    .deleteFrom('lead_estimate_line')
    .where('tenant_id', '=', tenantId)
    .where('lead_id', '=', leadId)
    .execute();
  return storeInvoice(
    tx,
    { tenantId, leadId },
    { invoiceNumber, invoicedOn, currency, subTotal, tax, total, items },
  );
}

function requireConvertible({
  lines,
  tax,
  currency,
}: {
  lines: number;
  tax: string;
  currency: string;
}): void {
  if (lines === 0) {
    throw fieldProblem('', 'Add at least one line to the estimate and save it, then convert it.');
  }
  if (!isMinorAmount(tax, currency)) {
    throw fieldProblem('/tax', `The tax has more decimals than ${currency} knows`);
  }
}
