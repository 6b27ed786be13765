import type { SignInTrial } from '@leads/contract/connection-test';
import { Alert, Group, Loader, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconUserQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { ButtonLink } from '#web/ui/page/link.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { toCallProblem } from '#web/api/call-problem.ts';
import { sectionLink } from '../../set-up/section-slug.ts';
import { signInTrialQuery } from './queries.ts';
import { TrialFacts } from './trial-facts.tsx';

/** What a sign-in that staff tried at the partner brought. */
export function TrialPage({ id, trialId }: { id: string; trialId: string | undefined }) {
  const back = (
    <ButtonLink {...sectionLink(id, 'urls')} variant="default">
      Go to URLs
    </ButtonLink>
  );
  if (trialId === undefined) return <NoTrial>{back}</NoTrial>;
  return <OneTrial id={id} trialId={trialId} back={back} />;
}

function OneTrial({ id, trialId, back }: { id: string; trialId: string; back: ReactNode }) {
  const { data, error, refetch } = useQuery(signInTrialQuery(id, trialId));
  if (data !== undefined) {
    return (
      <Stack gap="lg" maw={880}>
        <Outcome trial={data} />
        {data.result !== 'pending' && <TrialFacts trial={data} />}
        <Group gap="md">
          {back}
          <Text c="dimmed">
            Nothing was connected. This page is forgotten <RelativeTime at={data.expiresAt} />.
          </Text>
        </Group>
      </Stack>
    );
  }
  if (error === null) return <Skeleton h={220} maw={880} aria-busy />;
  if (toCallProblem(error).code === 'not_found') return <NoTrial>{back}</NoTrial>;
  return <ErrorState error={error} onRetry={() => void refetch()} />;
}

function NoTrial({ children }: { children: ReactNode }) {
  return (
    <EmptyState
      title="No tried sign-in to show"
      icon={<IconUserQuestion size={24} />}
      action={children}
    >
      What a tried sign-in tells is kept for ten minutes, in the browser that began it. Use Try
      sign-in in URLs.
    </EmptyState>
  );
}

function Outcome({ trial }: { trial: SignInTrial }) {
  const { result, failure, issuer } = trial;
  if (result === 'pending') {
    return (
      <Paper component="section" withBorder p="lg" aria-label="Sign-in" aria-live="polite">
        <Group gap="sm">
          <Loader size={18} aria-hidden />
          <div>
            <Title order={2}>Waiting for the sign-in at the partner</Title>
            <Text c="dimmed">Finish it in the other tab; this page follows by itself.</Text>
          </div>
        </Group>
      </Paper>
    );
  }
  if (failure !== null) {
    return (
      <Alert
        variant="light"
        color="red"
        icon={<IconAlertTriangle size={18} />}
        title="The sign-in did not work"
        role="alert"
      >
        <Text>{failure.message}</Text>
        {failure.detail !== null && (
          <Text c="dimmed" mt={4}>
            In particular: {failure.detail}
          </Text>
        )}
      </Alert>
    );
  }
  return (
    <Alert
      variant="light"
      color="green"
      icon={<IconCircleCheck size={18} />}
      title="The sign-in works"
    >
      <Text>{issuer} proved who signed in, and a tenant could be connected.</Text>
    </Alert>
  );
}
