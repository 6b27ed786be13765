import type { Connection } from '@leads/contract/tenant-integrations';
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { PairingProgress } from '../connect/pairing-progress.tsx';
import type { StepProps } from '../connect/step-props.ts';
import { Withdraw } from '../connect/withdraw.tsx';

export interface OpenRequestProps extends StepProps {
  connection: Connection;
}

/** One more account that is on its way. */
export function OpenRequest({
  tenantId,
  integration,
  mayConnect,
  onStep,
  connection,
}: OpenRequestProps) {
  const { name } = integration;
  const isPairing = integration.tenantAuthorizationType === 'st_pairing';
  return (
    <Paper component="section" withBorder p="lg" aria-label="Request under way">
      <Stack gap="md">
        <Title order={2}>Another account is on its way</Title>
        {isPairing ? (
          <PairingProgress
            tenantId={tenantId}
            connection={connection}
            partner={name}
            mayConnect={mayConnect}
          />
        ) : (
          <>
            <Text>
              {connection.requestedByName} began a sign-in at {name}{' '}
              <RelativeTime at={connection.requestedAt} />; it is not finished.
            </Text>
            {mayConnect && (
              <Group gap="sm">
                <Button onClick={() => onStep('authorize')}>Continue</Button>
                <Withdraw tenantId={tenantId} connection={connection} partner={name} />
              </Group>
            )}
          </>
        )}
      </Stack>
    </Paper>
  );
}
