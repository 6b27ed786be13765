import type { Connection } from '@leads/contract/tenant-integrations';
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import type { StepProps } from '../connect/step-props.ts';
import { listConnected, toAccountWords } from '../connections.ts';
import { AccountFacts } from '../manage/account-facts.tsx';
import { DisconnectButton } from '../manage/disconnect-button.tsx';
import { connectionProfilesQuery, connectionReviewQuery } from '../queries.ts';
import { ProfileUnits } from './profile-units.tsx';
import { ReviewTables } from './review-tables.tsx';

/** Step 4: the matched accounts, the newest first, and what each service of the partner arrives as. */
export function ReviewStep(props: StepProps) {
  const { tenantId, integration, mayConnect, onStep } = props;
  const connected = listConnected(integration);
  const [newest] = connected;
  const review = useQuery({
    ...connectionReviewQuery(tenantId, newest?.id ?? ''),
    enabled: newest !== undefined,
  });
  return (
    <Stack gap="lg">
      {connected.map((connection) => (
        <Account
          key={connection.id}
          {...props}
          connection={connection}
          isNewest={connection === newest}
        />
      ))}
      <Paper component="section" withBorder p="lg" aria-label="What arrives as what">
        <Stack gap="md">
          <div>
            <Title order={2}>What arrives as what</Title>
            <Text c="dimmed">
              Each service of {integration.name} and the job type it comes in as here.
            </Text>
          </div>
          {review.data === undefined && review.error !== null ? (
            <ErrorState error={review.error} onRetry={() => void review.refetch()} />
          ) : (
            <ReviewTables
              partner={integration.name}
              rows={review.data?.rows}
              onMap={mayConnect ? () => onStep('job-types') : undefined}
            />
          )}
        </Stack>
      </Paper>
    </Stack>
  );
}

interface AccountProps extends StepProps {
  connection: Connection;
  /** The one that was matched last is asked about. */
  isNewest: boolean;
}

function Account({ tenantId, integration, mayConnect, onStep, ...props }: AccountProps) {
  const { connection, isNewest } = props;
  const profiles = useQuery(connectionProfilesQuery(tenantId, connection.id));
  const { name } = integration;
  const asks = isNewest && mayConnect;
  return (
    <Paper
      component="section"
      withBorder
      p="lg"
      aria-label={isNewest ? 'Matched account' : `Account ${toAccountWords(connection)}`}
    >
      <Stack gap="md">
        <Title order={2}>
          {asks ? `Is this your account at ${name}?` : toTitle({ connection, isNewest, name })}
        </Title>
        <AccountFacts connection={connection} />
        {profiles.data === undefined && profiles.error !== null && (
          <ErrorState error={profiles.error} onRetry={() => void profiles.refetch()} />
        )}
        {profiles.data !== undefined && (
          <ProfileUnits
            tenantId={tenantId}
            account={profiles.data}
            partner={name}
            readOnly={!mayConnect}
          />
        )}
        <Group gap="sm">
          {isNewest && (
            <Button variant={mayConnect ? 'filled' : 'default'} onClick={() => onStep()}>
              {mayConnect ? 'Yes, finish' : 'Done'}
            </Button>
          )}
          {mayConnect && (
            <DisconnectButton
              tenantId={tenantId}
              connection={connection}
              partner={name}
              label="This is not my account"
            />
          )}
        </Group>
      </Stack>
    </Paper>
  );
}

function toTitle(of: { connection: Connection; isNewest: boolean; name: string }): string {
  return of.isNewest ? `Account at ${of.name}` : toAccountWords(of.connection);
}
