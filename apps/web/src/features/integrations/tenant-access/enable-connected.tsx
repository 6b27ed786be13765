import type { Integration } from '@leads/contract/integrations';
import { Alert, Button, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { toCallProblem } from '#web/api/call-problem.ts';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { toastProblem } from '#web/ui/show/toast.ts';
import { listConnectedTenants, type Tenant } from './queries.ts';

export interface EnableConnectedProps {
  integration: Integration;
  onEnable: (tenants: Tenant[]) => void;
}

/** From All tenants to specific ones: offers to keep those that are connected. */
export function EnableConnected({ integration, onEnable }: EnableConnectedProps) {
  const { id, connectedTenants } = integration;
  const enable = useMutation({
    mutationFn: () => listConnectedTenants(id),
    onSuccess: onEnable,
    onError: (err) => toastProblem(toCallProblem(err)),
  });
  if (connectedTenants === 0) return null;
  const tenants = toCountedWords(connectedTenants, 'connected tenant');
  return (
    <Alert icon={<IconInfoCircle size={18} />} color="yellow" variant="light">
      <Text>
        {tenants} {connectedTenants === 1 ? 'has' : 'have'} access now. Those that are not Enabled
        lose it with Save.
      </Text>
      <Button
        variant="default"
        size="xs"
        mt="xs"
        loading={enable.isPending}
        disabled={enable.isSuccess}
        onClick={() => enable.mutate()}
      >
        {enable.isSuccess ? `${tenants} enabled` : `Enable the ${tenants}`}
      </Button>
    </Alert>
  );
}
