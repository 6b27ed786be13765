import type { Lead } from '@leads/contract/lead';
import { Paper } from '@mantine/core';
import { ItemTable } from '../estimate/item-table.tsx';

/** The invoices as they were sent, oldest first. */
export function InvoiceCards({ invoices }: Pick<Lead, 'invoices'>) {
  return invoices.map((invoice) => (
    <Paper
      key={invoice.id}
      component="section"
      withBorder
      p="lg"
      aria-label={`Invoice ${invoice.invoiceNumber}`}
    >
      <ItemTable
        caption={`Invoice ${invoice.invoiceNumber}, ${toDayWords(invoice.invoicedOn)}`}
        items={invoice.items}
        currency={invoice.currency}
        sums={[
          { label: 'Subtotal', amount: invoice.subTotal },
          { label: 'Tax', amount: invoice.tax },
          { label: 'Total', amount: invoice.total },
        ]}
      />
    </Paper>
  ));
}

/** A calendar day is the same everywhere, so no zone may move it. */
function toDayWords(day: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
