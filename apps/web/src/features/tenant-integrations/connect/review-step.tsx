import type { Connection } from '@leads/contract/tenant-integrations';
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { listConnected } from '../connections.ts';
import { AccountFacts } from '../manage/account-facts.tsx';
import { DisconnectButton } from '../manage/disconnect-button.tsx';
import { connectionReviewQuery } from '../queries.ts';
import { ReviewTables } from './review-tables.tsx';
import type { StepProps } from './step-props.ts';

/** Step 4: the matched account, and what each service of the partner arrives as. */
export function ReviewStep(props: StepProps) {
  const { tenantId, integration, mayConnect, onStep } = props;
  const [newest] = listConnected(integration);
  const review = useQuery({
    ...connectionReviewQuery(tenantId, newest?.id ?? ''),
    enabled: newest !== undefined,
  });
  if (newest === undefined) return null;
  return (
    <Stack gap="lg">
      <MatchedAccount {...props} connection={newest} />
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

interface MatchedAccountProps extends StepProps {
  connection: Connection;
}

function MatchedAccount({
  tenantId,
  integration,
  mayConnect,
  onStep,
  connection,
}: MatchedAccountProps) {
  return (
    <Paper component="section" withBorder p="lg" aria-label="Matched account">
      <Stack gap="md">
        <Title order={2}>
          {mayConnect
            ? `Is this your account at ${integration.name}?`
            : `Account at ${integration.name}`}
        </Title>
        <AccountFacts connection={connection} />
        {!mayConnect && (
          <Group>
            <Button variant="default" onClick={() => onStep()}>
              Done
            </Button>
          </Group>
        )}
        {mayConnect && (
          <Group gap="sm">
            <Button onClick={() => onStep()}>Yes, finish</Button>
            <DisconnectButton
              tenantId={tenantId}
              connection={connection}
              partner={integration.name}
              label="This is not my account"
            />
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
