import { startAuthorization } from '@leads/contract/tenant-integrations';
import { Button, Group, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { toCallProblem } from '#web/api/call-problem.ts';
import { call } from '#web/api/call.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { findOpenConnection, listConnected } from '../connections.ts';
import { Withdraw } from './withdraw.tsx';
import type { StepProps } from './step-props.ts';

/** Open ID Connect: the browser goes to the partner and comes back to the result's page. */
export function OidcSignIn({ tenantId, integration, mayConnect, onStep }: StepProps) {
  const { id: integrationId, name } = integration;
  const open = findOpenConnection(integration);
  const connected = listConnected(integration).length > 0;
  const start = useMutation({
    mutationFn: () =>
      call(startAuthorization, {
        params: { tenantId, integrationId },
        body: { addAccount: connected && integration.multiAccount },
      }),
    onSuccess: ({ redirectTo }) => globalThis.location.assign(redirectTo),
  });
  return (
    <>
      <Text maw="45rem">
        You sign in at {name} with the account you have there and allow it to share the account with
        us. Then you come back here. We never see your password.
      </Text>
      {connected && (
        <Text maw="45rem">Sign in with the account that is to be connected besides, or again.</Text>
      )}
      {open !== undefined && (
        <Text c="dimmed">
          {open.requestedByName} began a sign-in <RelativeTime at={open.requestedAt} />; it is not
          finished. Beginning again replaces it.
        </Text>
      )}
      {start.error !== null && <ProblemAlert problem={toCallProblem(start.error)} />}
      {mayConnect && (
        <Group gap="sm">
          <Button
            // The page is left once the answer is here, so the button stays busy.
            loading={start.isPending || start.isSuccess}
            onClick={() => start.mutate()}
            rightSection={<IconExternalLink size={18} aria-hidden />}
          >
            Continue to {name}
          </Button>
          {connected && (
            <Button variant="default" onClick={() => onStep()}>
              Cancel
            </Button>
          )}
          {open !== undefined && <Withdraw tenantId={tenantId} connection={open} partner={name} />}
        </Group>
      )}
    </>
  );
}
