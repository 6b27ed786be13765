import type { Agreement } from '@leads/contract/tenant-agreement';
import { Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { toCallProblem } from '#web/api/call-problem.ts';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { agreementQuery } from '../queries.ts';
import { AcceptedBy, AgreementText } from './agreement-text.tsx';
import type { StepProps } from './step-props.ts';
import { useAcceptAgreement } from './use-accept-agreement.ts';

/** Step 1: what is shared, in full; owners and administrators accept it. */
export function AgreementStep(props: StepProps) {
  const { tenantId, integration } = props;
  const { data, error, refetch } = useQuery(agreementQuery(tenantId, integration.id));
  if (data !== undefined) return <Accepting {...props} agreement={data} />;
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Paper withBorder p="lg" aria-busy>
      <Skeleton h={18} w="30%" mb="lg" />
      {[0, 1, 2, 3, 4, 5].map((line) => (
        <Skeleton key={line} h={14} my={10} maw="45rem" />
      ))}
    </Paper>
  );
}

function Accepting({
  tenantId,
  integration,
  mayConnect,
  onStep,
  agreement,
}: StepProps & { agreement: Agreement }) {
  const accept = useAcceptAgreement({
    tenantId,
    integrationId: integration.id,
    agreementId: agreement.id,
    onAccepted: () => onStep('authorize'),
  });
  return (
    <Paper component="section" withBorder p="lg" aria-label="Agreement">
      <Stack gap="md">
        <div>
          <Title order={2}>{agreement.title}</Title>
          <Text c="dimmed">
            <AcceptedBy agreement={agreement} />
          </Text>
        </div>
        <AgreementText agreement={agreement} />
        {accept.error !== null && <ProblemAlert problem={toCallProblem(accept.error)} />}
        {mayConnect && agreement.acceptance === null && (
          <Group gap="sm">
            <Button loading={accept.isPending} onClick={() => accept.mutate()}>
              Accept and continue
            </Button>
          </Group>
        )}
        {agreement.acceptance !== null && (
          <Group gap="sm">
            <Button variant="default" onClick={() => onStep('authorize')}>
              Continue
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
