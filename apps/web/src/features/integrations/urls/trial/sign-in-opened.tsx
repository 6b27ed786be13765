import { signInTrialPath } from '@leads/contract/connection-test';
import { Alert, Anchor, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { BegunTrial } from './use-try-sign-in.ts';

/** After Try sign-in: where it goes on. */
export function SignInOpened(props: BegunTrial & { integrationId: string }) {
  const { integrationId, trialId, redirectTo, isOpened } = props;
  return (
    <Alert variant="light" color="blue" icon={<IconExternalLink size={18} />}>
      {isOpened ? (
        <Text>
          The partner’s sign-in is open in another tab. Sign in there with an account that the
          partner gave you.{' '}
          <Anchor href={signInTrialPath(integrationId, trialId)} target="_blank">
            Show what it tells
          </Anchor>
        </Text>
      ) : (
        <Text>
          Your browser did not open another tab.{' '}
          <Anchor href={redirectTo} target="_blank" rel="noopener">
            Open the partner’s sign-in
          </Anchor>
        </Text>
      )}
    </Alert>
  );
}
