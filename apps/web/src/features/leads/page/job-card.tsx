import type { Lead } from '@leads/contract/lead';
import { declineReasonLabels } from '@leads/contract/lead';
import { Alert, Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import styles from './lead-page.module.css';
import { toOfficeWarnings } from './warning-words.ts';

type Detail = { label: string; value: string };

/** What is to be done: description, how the service was translated, and what the partner sent besides. */
export function JobCard({ lead, onSetJobType }: { lead: Lead; onSetJobType: () => void }) {
  const isKnown = lead.tenantJobTypeId !== null && lead.businessUnitId !== null;
  const facts: Detail[] = [
    { label: 'Partner', value: lead.integrationName },
    { label: 'Profile', value: lead.profileName },
    { label: 'Partner service', value: `${lead.partnerJobType} (${lead.serviceId})` },
    { label: 'Standard job type', value: toStandardWords(lead) },
    { label: 'Job type', value: lead.tenantJobType ?? 'Not known yet' },
    { label: 'Business unit', value: lead.businessUnit ?? 'Not known yet' },
    { label: 'Booking id', value: lead.partnerBookingId },
    ...(lead.jobNumber === null ? [] : [{ label: 'Job number', value: lead.jobNumber }]),
    ...toDeclineFacts(lead),
  ];
  return (
    <Paper component="section" withBorder p="lg" aria-label="Job">
      <Stack gap="md">
        <Group justify="space-between" gap="sm">
          <Title order={2}>{lead.tenantJobType ?? lead.partnerJobType}</Title>
          {lead.acts.includes('lead.set_job_type') && (
            <Button size="xs" variant="default" onClick={onSetJobType}>
              {isKnown ? 'Change job type' : 'Set job type'}
            </Button>
          )}
        </Group>
        <Warnings warnings={toOfficeWarnings(lead.warnings)} />
        <Text
          className={styles['text'] ?? ''}
          {...(lead.description === '' ? { c: 'dimmed' } : {})}
        >
          {lead.description === '' ? noDescription(lead) : lead.description}
        </Text>
        <Details title="Extra details" details={lead.extraDetails} />
        <Details title="Other details" details={lead.otherDetails} />
        <Details title="Where it comes from" details={facts} />
      </Stack>
    </Paper>
  );
}

const noDescription = ({ erased }: Lead): string =>
  erased ? 'The description was erased.' : 'The customer wrote no description.';

function toStandardWords({ trade, standardJobType }: Lead): string {
  if (standardJobType === null) return 'Unknown: the partner’s service is not mapped';
  return trade === null ? standardJobType : `${trade} > ${standardJobType}`;
}

function toDeclineFacts({ declineReason, declineComment }: Lead): Detail[] {
  if (declineReason === null) return [];
  const reason = declineReasonLabels[declineReason];
  return [
    {
      label: 'Declined',
      value: declineComment === null ? reason : `${reason}: ${declineComment}`,
    },
  ];
}

function Warnings({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title="Look closer at this lead"
    >
      <List size="sm">
        {warnings.map((warning) => (
          <List.Item key={warning}>{warning}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Details({ title, details }: { title: string; details: readonly Detail[] }) {
  if (details.length === 0) return null;
  return (
    <div>
      <Title order={3} mb="xs">
        {title}
      </Title>
      <dl className={styles['details']}>
        {details.map(({ label, value }) => (
          <Fact key={label} label={label} value={value} />
        ))}
      </dl>
    </div>
  );
}

function Fact({ label, value }: Detail) {
  return (
    <>
      <dt>{label}</dt>
      <dd className={styles['text']}>{value}</dd>
    </>
  );
}
