import type { Lead } from '@leads/contract/lead';
import { openLead } from '@leads/contract/leads';
import { Alert, Badge, Paper, Stack, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconEraser } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { linkOptions } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { call } from '#web/api/call.ts';
import { PageHeader } from '#web/ui/page/page-header.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { ActDialogs, type AskedAct } from '../acts/act-dialog.tsx';
import { LeadActions, type LeadActionsProps } from '../acts/lead-actions.tsx';
import { findNextAct, listOtherActs } from '../acts/lead-acts.ts';
import { DeskLine, type DeskLineProps } from '../desk/desk-line.tsx';
import { EstimateCard } from '../estimate/estimate-card.tsx';
import { leadStateWords, toCustomerWords } from '../lead-state-words.ts';
import { leadKeys } from '../queries.ts';
import { CustomerCard } from './customer-card.tsx';
import { InvoiceCards } from './invoice-cards.tsx';
import { JobCard } from './job-card.tsx';
import styles from './lead-page.module.css';
import { TimelineCard } from './timeline-card.tsx';

/** One lead: left the customer and the job, right what to do and what was done. */
export function LeadPage({ tenantId, lead, userId }: DeskLineProps) {
  useOpened(tenantId, lead);
  const narrow = useMediaQuery('(max-width: 64em)', false, { getInitialValueInEffect: false });
  const [asked, setAsked] = useState<AskedAct>({ act: 'lead.accept', lead });
  const [opened, setOpened] = useState(false);
  const [estimateUnsaved, setEstimateUnsaved] = useState(false);
  const ask = (act: AskedAct['act']): void => {
    setAsked({ act, lead });
    setOpened(true);
  };
  const actions = { tenantId, lead, onAsk: ask };
  const hasActs = findNextAct(lead) !== undefined || listOtherActs(lead).length > 0;
  return (
    <>
      <LeadHeader tenantId={tenantId} lead={lead} />
      <DeskLine tenantId={tenantId} lead={lead} userId={userId} />
      <div className={styles['columns']}>
        <div className={styles['column']}>
          {lead.erasedAt !== null && <ErasedNote lead={lead} at={lead.erasedAt} />}
          <CustomerCard lead={lead} />
          <JobCard lead={lead} onSetJobType={() => ask('lead.set_job_type')} />
          {lead.acts.includes('lead.save_estimate') && (
            <EstimateCard
              tenantId={tenantId}
              lead={lead}
              onUnsaved={setEstimateUnsaved}
              onConvert={() => ask('lead.invoice')}
            />
          )}
          <InvoiceCards invoices={lead.invoices} />
        </div>
        <div className={styles['column']}>
          {!narrow && <ActionsCard {...actions} />}
          <TimelineCard tenantId={tenantId} lead={lead} />
        </div>
      </div>
      {narrow && hasActs && (
        <section aria-label="Actions" className={styles['bar']}>
          <LeadActions {...actions} compact />
        </section>
      )}
      <ActDialogs
        tenantId={tenantId}
        asked={asked}
        opened={opened}
        estimateUnsaved={estimateUnsaved}
        onClose={() => setOpened(false)}
        onNewer={(newer) => setAsked((before) => ({ ...before, lead: newer }))}
      />
    </>
  );
}

function ActionsCard(actions: Omit<LeadActionsProps, 'compact'>) {
  const { tone, label } = leadStateWords[actions.lead.state];
  return (
    <Paper component="section" withBorder p="lg" aria-label="Actions">
      <Stack gap="md">
        <Title order={2}>
          <StatePill tone={tone}>{label}</StatePill>
        </Title>
        <LeadActions {...actions} compact={false} />
      </Stack>
    </Paper>
  );
}

function LeadHeader({ tenantId, lead }: { tenantId: string; lead: Lead }) {
  const { tone, label } = leadStateWords[lead.state];
  return (
    <PageHeader
      title={toCustomerWords(lead.customerName, lead.erased)}
      breadcrumbs={[
        {
          label: 'Leads',
          link: linkOptions({ to: '/tenant/$tenantId/leads', params: { tenantId } }),
        },
      ]}
      state={
        <>
          <StatePill tone={tone}>{label}</StatePill>
          {lead.test && (
            <Badge variant="light" color="gray" tt="none">
              Test
            </Badge>
          )}
        </>
      }
      description={
        <>
          {lead.integrationName}, received <RelativeTime at={lead.receivedAt} />
        </>
      }
    />
  );
}

function ErasedNote({ lead, at }: { lead: Lead; at: string }) {
  return (
    <Alert color="gray" variant="light" icon={<IconEraser size={18} />} title="Erased">
      {lead.erasedByName} erased the personal data <RelativeTime at={at} />. What was done and
      billed is kept.
    </Alert>
  );
}

/** Looking at a lead marks it as read, once. */
function useOpened(tenantId: string, { id, opened }: Lead): void {
  const queryClient = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (leadId: string) => call(openLead, { params: { tenantId, leadId } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: leadKeys.lists(tenantId) }),
  });
  useEffect(() => {
    if (!opened) mutate(id);
  }, [id, opened, mutate]);
}
