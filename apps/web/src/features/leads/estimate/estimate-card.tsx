import { EstimateLine } from '@leads/contract/lead';
import type { Lead } from '@leads/contract/lead';
import { saveEstimate } from '@leads/contract/leads';
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { z } from 'zod';
import { call } from '#web/api/call.ts';
import { UnsavedGuard } from '#web/ui/form/unsaved-guard.tsx';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { useSubmit } from '#web/ui/form/use-submit.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { Money } from '#web/ui/show/money.tsx';
import { toast } from '#web/ui/show/toast.ts';
import { useTakeLead } from '../queries.ts';
import { EstimateLineInputs } from './estimate-line-inputs.tsx';
import styles from './estimate.module.css';
import { findSubTotal } from './estimate-totals.ts';
import { estimateId } from './focus-estimate.ts';

const EstimateForm = z.object({ lines: z.array(EstimateLine).max(200) });
const emptyLine = { sku: '', description: '', quantity: '1', unitPrice: '' };

export interface EstimateCardProps {
  tenantId: string;
  lead: Lead;
  onUnsaved: (unsaved: boolean) => void;
  /** Opens the invoice's dialog; after the first invoice this is the only way to a further one. */
  onConvert: () => void;
}

/** The estimate's lines; a new version of the lines by somebody else is offered, never mixed in. */
export function EstimateCard(props: EstimateCardProps) {
  const current = JSON.stringify(props.lead.estimate);
  const [loaded, setLoaded] = useState(current);
  const [unsaved, setUnsaved] = useState(false);
  if (current !== loaded && !unsaved) setLoaded(current);
  const { onUnsaved: tellPage } = props;
  const onUnsaved = useCallback(
    (next: boolean): void => {
      setUnsaved(next);
      tellPage(next);
    },
    [tellPage],
  );
  return (
    <EstimateEditor
      key={loaded}
      {...props}
      onUnsaved={onUnsaved}
      newer={current !== loaded}
      onLoadNewer={() => {
        onUnsaved(false);
        setLoaded(current);
      }}
    />
  );
}

interface EstimateEditorProps extends EstimateCardProps {
  newer: boolean;
  onLoadNewer: () => void;
}

function EstimateEditor(props: EstimateEditorProps) {
  const { tenantId, lead, newer, onUnsaved } = props;
  const take = useTakeLead(tenantId);
  const form = useContractForm(EstimateForm, { lines: lead.estimate });
  const dirty = form.isDirty();
  const { lines } = form.values;
  useEffect(() => onUnsaved(dirty), [onUnsaved, dirty]);
  const { formRef, onSubmit, saving, refusal } = useSubmit({
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
          {lines.length > 0 && (
            <ol className={styles['lines']}>
              {lines.map((line, index) => (
                <EstimateLineInputs
                  key={index}
                  form={form}
                  index={index}
                  line={line}
                  currency={lead.currency}
                />
              ))}
            </ol>
          )}
          {lines.length > 0 && (
            <div className={styles['sum']}>
              <span>Subtotal</span>
              <Money amount={findSubTotal(lines, lead.currency)} currency={lead.currency} />
            </div>
          )}
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
