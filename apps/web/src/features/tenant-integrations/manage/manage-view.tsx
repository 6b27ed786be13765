import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { mayAuthorizeAgain } from '../connect/connect-step.ts';
import { OpenRequest } from './open-request.tsx';
import type { StepProps } from '../connect/step-props.ts';
import { findOpenConnection } from '../connections.ts';
import { toCoverageWords } from '../integration-words.ts';
import { AccountCard } from './account-card.tsx';
import { AgreementCard } from './agreement-card.tsx';
import { NewAgreement } from './new-agreement.tsx';

/** What one has with a partner once connected: accounts, services, agreement. */
export function ManageView(props: StepProps) {
  const { tenantId, integration, mayConnect, onStep } = props;
  const open = findOpenConnection(integration);
  const ended = integration.connections.filter(({ id }) => id !== open?.id);
  const mayAdd =
    mayConnect && integration.multiAccount && !integration.paused && open === undefined;
  return (
    <Stack gap="lg">
      {!integration.agreementAccepted && <NewAgreement {...props} />}
      {open !== undefined && <OpenRequest {...props} connection={open} />}
      {ended.map((connection) => (
        <AccountCard
          key={connection.id}
          tenantId={tenantId}
          connection={connection}
          partner={integration.name}
          mayConnect={mayConnect}
          onSignIn={mayAuthorizeAgain(integration) ? () => onStep('authorize') : undefined}
        />
      ))}
      {mayAdd && (
        <Group>
          <Button variant="default" onClick={() => onStep('authorize')}>
            Add another account
          </Button>
        </Group>
      )}
      {ended.some(({ state }) => state === 'connected') && <ServicesCard {...props} />}
      <AgreementCard tenantId={tenantId} integrationId={integration.id} />
    </Stack>
  );
}

function ServicesCard({ integration, mayConnect, onStep }: StepProps) {
  const { coveredServices, partnerServices } = integration;
  const isOpen = coveredServices < partnerServices;
  return (
    <Paper component="section" withBorder p="lg" aria-label="Services">
      <Group justify="space-between" gap="sm">
        <div>
          <Title order={2}>Services</Title>
          <Text c="dimmed">
            {toCoverageWords(integration)}
            {isOpen && '. Leads for the others come in without a job type.'}
          </Text>
        </div>
        <Group gap="sm">
          {mayConnect && (
            <Button variant={isOpen ? 'filled' : 'default'} onClick={() => onStep('job-types')}>
              Map job types
            </Button>
          )}
          <Button variant="default" onClick={() => onStep('review')}>
            Review
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
