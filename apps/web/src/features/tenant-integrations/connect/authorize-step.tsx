import { Alert, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { findFailedConnection } from '../connections.ts';
import { connectionStateWords } from '../integration-words.ts';
import { AgreementCard } from '../manage/agreement-card.tsx';
import { OidcSignIn } from './oidc-sign-in.tsx';
import { Pairing } from './pairing.tsx';
import type { StepProps } from './step-props.ts';

/** Step 2: the partner learns who this company is, by a sign-in there or by the data that is sent. */
export function AuthorizeStep(props: StepProps) {
  const { integration } = props;
  const failed = findFailedConnection(integration);
  return (
    <Stack gap="lg">
      <Paper component="section" withBorder p="lg" aria-label="Authorize">
        <Stack gap="md">
          <Title order={2}>Authorize {integration.name}</Title>
          {failed !== undefined && (
            <Alert
              color="red"
              variant="light"
              icon={<IconAlertTriangle size={18} />}
              title={
                failed.state === 'declined'
                  ? `${integration.name} declined the request`
                  : connectionStateWords.failed.label
              }
            >
              <Text>{failed.failure ?? 'Nothing was connected. Try again.'}</Text>
            </Alert>
          )}
          {integration.tenantAuthorizationType === 'st_pairing' ? (
            <Pairing {...props} />
          ) : (
            <OidcSignIn {...props} />
          )}
        </Stack>
      </Paper>
      <AgreementCard tenantId={props.tenantId} integrationId={integration.id} />
    </Stack>
  );
}
