import { InvoiceBody, invoiceLead } from '@leads/contract/leads';
import { lineTotal, sumOf } from '@leads/contract/money';
import { Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import type { z } from 'zod';
import { call } from '#web/api/call.ts';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { toast } from '#web/ui/show/toast.ts';
import { findSubTotal, findTotal } from '../estimate/estimate-totals.ts';
import { ItemTable } from '../estimate/item-table.tsx';
import { focusEstimate } from '../estimate/focus-estimate.ts';
import { useTakeLead } from '../queries.ts';
import { toWallClock } from '../wall-clock.ts';
import type { ActDialogProps } from './act-dialog.tsx';
import { ActForm } from './act-form.tsx';

export interface InvoiceFormProps extends ActDialogProps {
  /** The estimate on the page holds changes that would not be part of the invoice. */
  unsaved: boolean;
}

/** Freezes the estimate as an invoice; without a saved estimate it says where to make one. */
export function InvoiceForm({ unsaved, ...props }: InvoiceFormProps) {
  // Once begun it stays, whatever a colleague makes of the estimate meanwhile: what was typed is not to vanish.
  const [begun] = useState(!unsaved && props.lead.estimate.length > 0);
  if (begun) return <FromEstimate {...props} />;
  return (
    <Stack gap="md">
      <Text>
        {unsaved
          ? 'The estimate has changes that are not saved. Save them first, then convert it.'
          : 'An invoice is made from the estimate. Add at least one line and save it, then convert it.'}
      </Text>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={props.onClose}>
          Cancel
        </Button>
        <Button
          onClick={() => {
            props.onClose();
            focusEstimate();
          }}
        >
          Go to the estimate
        </Button>
      </Group>
    </Stack>
  );
}

function FromEstimate(props: ActDialogProps) {
  const { tenantId, lead } = props;
  const { currency, estimate } = lead;
  const take = useTakeLead(tenantId);
  const [begun] = useState(() => new Date());
  const form = useContractForm(InvoiceBody, {
    version: lead.version,
    invoiceNumber: '',
    invoicedOn: toWallClock(begun, lead.timeZone).date,
    tax: sumOf([], currency),
  });
  const subTotal = findSubTotal(estimate, currency) ?? '0';
  return (
    <ActForm
      {...props}
      form={form}
      verb="Convert to invoice"
      onSubmit={async (values) => {
        const body = { ...values, version: lead.version };
        take(await call(invoiceLead, { params: { tenantId, leadId: lead.id }, body }));
        toast('Invoiced');
      }}
    >
      <InvoiceInputs form={form} currency={currency} />
      <ItemTable
        caption="What is invoiced"
        currency={currency}
        items={estimate.map((line) => ({
          ...line,
          totalPrice: lineTotal(line.quantity, line.unitPrice, currency),
        }))}
        sums={[
          { label: 'Subtotal', amount: subTotal },
          { label: 'Tax', amount: findTotal('0', form.values.tax, currency) },
          { label: 'Total', amount: findTotal(subTotal, form.values.tax, currency) },
        ]}
      />
      <Text c="dimmed">
        The invoice cannot be changed afterwards. {lead.integrationName} gets its items and totals.
      </Text>
    </ActForm>
  );
}

interface InvoiceInputsProps {
  form: UseFormReturnType<z.input<typeof InvoiceBody>>;
  currency: string;
}

function InvoiceInputs({ form, currency }: InvoiceInputsProps) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
      <TextInput
        label="Invoice number"
        withAsterisk
        maxLength={50}
        data-autofocus
        {...form.getInputProps('invoiceNumber')}
      />
      <TextInput type="date" label="Date" withAsterisk {...form.getInputProps('invoicedOn')} />
      <TextInput
        label={`Tax (${currency})`}
        withAsterisk
        inputMode="decimal"
        {...form.getInputProps('tax')}
      />
    </SimpleGrid>
  );
}
