import { EstimateLine } from '@leads/contract/lead';
import { saveEstimate } from '@leads/contract/leads';
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useEffect } from 'react';
import { z } from 'zod';
import { call } from '#web/api/call.ts';
import { UnsavedGuard } from '#web/ui/form/unsaved-guard.tsx';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { useSubmit } from '#web/ui/form/use-submit.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { Money } from '#web/ui/show/money.tsx';
import { toast } from '#web/ui/show/toast.ts';
import { useTakeLead } from '../queries.ts';
import type { EstimateCardProps } from './estimate-card.tsx';
import { EstimateLineInputs, type EstimateLineInputsProps } from './estimate-line-inputs.tsx';
import styles from './estimate.module.css';
import { findSubTotal } from './estimate-totals.ts';
import { estimateId } from './focus-estimate.ts';

const EstimateForm = z.object({ lines: z.array(EstimateLine).max(200) });
const emptyLine = { sku: '', description: '', quantity: '1', unitPrice: '' };

export interface EstimateEditorProps extends EstimateCardProps {
  newer: boolean;
  onLoadNewer: () => void;
}

/** The lines as fields, their sum, and Save while something is changed. */
export function EstimateEditor(props: EstimateEditorProps) {
  const { lead, newer, onUnsaved } = props;
  const form = useContractForm(EstimateForm, { lines: lead.estimate });
  const dirty = form.isDirty();
  const { lines } = form.values;
  useEffect(() => onUnsaved(dirty), [onUnsaved, dirty]);
  const { formRef, onSubmit, saving, refusal } = useSaveEstimate(props, form);
  return (
    <Paper component="section" withBorder p="lg" id={estimateId} className={styles['card'] ?? ''}>
      <form ref={formRef} onSubmit={onSubmit} noValidate aria-label="Estimate">
        <UnsavedGuard isDirty={() => form.isDirty()} />
        <Stack gap="md">
          <EstimateHead dirty={dirty} />
          {newer && <NewerEstimate onLoad={props.onLoadNewer} />}
          {refusal !== undefined && (
            <ProblemAlert problem={refusal.problem} faults={refusal.faults} />
          )}
          {lines.length > 0 && <EstimateLines form={form} currency={lead.currency} />}
          <Group gap="sm">
            <Button
              variant="default"
              leftSection={<IconPlus size={18} aria-hidden />}
              onClick={() => form.insertListItem('lines', { ...emptyLine })}
            >
              Add line
            </Button>
            {dirty && !newer && (
              <>
                <Button type="submit" loading={saving}>
                  Save estimate
                </Button>
                <Button variant="default" onClick={() => form.reset()}>
                  Cancel
                </Button>
              </>
            )}
            {!dirty && lines.length > 0 && lead.state === 'invoiced' && (
              <Button onClick={props.onConvert}>Convert to invoice</Button>
            )}
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

type Lines = UseFormReturnType<z.input<typeof EstimateForm>>;

function useSaveEstimate({ tenantId, lead, onUnsaved }: EstimateEditorProps, form: Lines) {
  const take = useTakeLead(tenantId);
  return useSubmit({
    form,
    onSubmit: async (values) => {
      const body = { version: lead.version, ...values };
      const saved = await call(saveEstimate, { params: { tenantId, leadId: lead.id }, body });
      onUnsaved(false);
      form.resetDirty();
      take(saved);
      toast('Estimate saved');
    },
  });
}

function EstimateLines({ form, currency }: Pick<EstimateLineInputsProps, 'form' | 'currency'>) {
  const { lines } = form.values;
  return (
    <>
      <ol className={styles['lines']}>
        {lines.map((line, index) => (
          <EstimateLineInputs
            key={index}
            form={form}
            index={index}
            line={line}
            currency={currency}
          />
        ))}
      </ol>
      <div className={styles['sum']}>
        <span>Subtotal</span>
        <Money amount={findSubTotal(lines, currency)} currency={currency} />
      </div>
    </>
  );
}

function EstimateHead({ dirty }: { dirty: boolean }) {
  return (
    <div>
      <Group gap="sm">
        <Title order={2}>Estimate</Title>
        {dirty && (
          <Badge component="output" variant="light" color="yellow" tt="none">
            Unsaved changes
          </Badge>
        )}
      </Group>
      <Text c="dimmed">Stays here until you convert it to an invoice.</Text>
    </div>
  );
}

function NewerEstimate({ onLoad }: { onLoad: () => void }) {
  return (
    <Group gap="sm" role="alert">
      <Text>Somebody saved the estimate meanwhile. Loading theirs drops your changes.</Text>
      <Button variant="default" size="xs" onClick={onLoad}>
        Load the newer estimate
      </Button>
    </Group>
  );
}
