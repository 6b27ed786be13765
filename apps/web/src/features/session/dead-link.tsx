import { Alert, Button, Stack, Text } from '@mantine/core';
import type { CallProblem } from '#web/api/call-problem.ts';
import { ButtonLink } from '#web/ui/page/link.tsx';

export interface DeadLinkProps {
  /** Why the link does not work, or could not be asked about. */
  problem: CallProblem;
  onRetry: () => void;
}

/** Stands where a password would be set, had the link worked. */
export function DeadLink({ problem, onRetry }: DeadLinkProps) {
  const isDead = problem.code === 'validation_failed';
  return (
    <Stack gap="md">
      <Alert color="red" role="alert" title={isDead ? 'This link does not work' : problem.title}>
        <Text>{problem.detail}</Text>
      </Alert>
      {isDead ? (
        <>
          <Text c="dimmed">If you have set your password already, sign in with it.</Text>
          <ButtonLink to="/sign-in" fullWidth>
            Go to sign-in
          </ButtonLink>
        </>
      ) : (
        <Button onClick={onRetry}>Try again</Button>
      )}
    </Stack>
  );
}
