import type { TenantIntegration } from '@leads/contract/tenant-integrations';
import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { AnchorLink, ButtonLink } from '#web/ui/page/link.tsx';
import { InitialsLogo } from '#web/ui/show/initials-logo.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { mayAuthorizeAgain, type ConnectStep } from '../connect/connect-step.ts';
import { listConnected } from '../connections.ts';
import { describeIntegration, toCoverageWords } from '../integration-words.ts';
import { hasNewAgreement } from './find-integrations.ts';
import styles from './integration-cards.module.css';

export interface IntegrationCardProps {
  tenantId: string;
  integration: TenantIntegration;
  /** Owners and administrators; others look. */
  mayConnect: boolean;
}

/** One partner: who it is, where one stands with it, and the way on. */
export function IntegrationCard({ tenantId, integration, mayConnect }: IntegrationCardProps) {
  const { id, name, description, logoUrl, paused } = integration;
  const { tone, label, verb } = describeIntegration(integration);
  const connected = listConnected(integration).length > 0;
  const step: ConnectStep | undefined = verb === 'Continue' && connected ? 'job-types' : undefined;
  const words = mayConnect ? verb : 'View';
  return (
    <Paper
      component="article"
      withBorder
      p="lg"
      className={styles['card'] ?? ''}
      data-paused={paused || undefined}
      aria-label={name}
    >
      <div className={styles['body']}>
        <Group gap="sm" wrap="nowrap" mb="sm">
          <InitialsLogo name={name} url={logoUrl} size={40} />
          <Title order={2}>{name}</Title>
        </Group>
        <Text c="dimmed" lineClamp={4}>
          {description}
        </Text>
      </div>
      <Notices tenantId={tenantId} integration={integration} mayConnect={mayConnect} />
      <div className={styles['foot']}>
        <div>
          <StatePill tone={tone}>{label}</StatePill>
          {connected && (
            <Text c="dimmed" size="xs" mt={2}>
              {toCoverageWords(integration)}
            </Text>
          )}
        </div>
        <ButtonLink
          to="/tenant/$tenantId/integrations/$integrationId"
          params={{ tenantId, integrationId: id }}
          search={step === undefined ? {} : { step }}
          variant={mayConnect && verb !== 'Manage' ? 'filled' : 'default'}
          aria-label={`${words} ${name}`}
        >
          {words}
        </ButtonLink>
      </div>
    </Paper>
  );
}

/** What somebody has to see to, with the way there. */
function Notices({ tenantId, integration, mayConnect }: IntegrationCardProps) {
  const attention = integration.connections.find((one) => one.attention !== null)?.attention;
  const isNew = hasNewAgreement(integration);
  if (attention === undefined && !isNew) return null;
  const link = (words: string, step?: ConnectStep) =>
    mayConnect && (
      <AnchorLink
        to="/tenant/$tenantId/integrations/$integrationId"
        params={{ tenantId, integrationId: integration.id }}
        search={step === undefined ? {} : { step }}
        aria-label={`${words}: ${integration.name}`}
        underline="always"
      >
        {words}
      </AnchorLink>
    );
  return (
    <Stack gap="xs">
      {attention !== undefined && (
        <div className={styles['notice']}>
          {attention} {mayAuthorizeAgain(integration) && link('Sign in again', 'authorize')}
        </div>
      )}
      {isNew && (
        <div className={styles['notice']}>
          The agreement has a new version. {link('Read and accept')}
        </div>
      )}
    </Stack>
  );
}
