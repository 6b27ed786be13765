import {
  activateIntegration,
  deactivateIntegration,
  MissingPart,
  type IntegrationStatus,
} from '@leads/contract/integrations';
import { Button, Group, Modal, Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { call } from '#web/api/call.ts';
import { toCallProblem } from '#web/api/call-problem.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { toastProblem } from '#web/ui/show/toast.ts';
import { integrationKeys, keepIntegration } from '../queries.ts';
import { MissingParts } from './missing-parts.tsx';
import { showStatus } from './show-status.ts';
import { WhatStops } from './what-stops.tsx';

export interface StatusSwitchProps {
  integration: { id: string; name: string; status: IntegrationStatus; connectedTenants: number };
  /** Held messages; known on the integration's own page only. */
  waitingDeliveries?: number | null;
  /** Shown before the switch; in a table the column says it. */
  label?: string;
}

const Refusal = z.object({ missing: z.array(MissingPart) });

/**
 * The Status toggle: on asks the server, which names what is missing; off asks the reader first and says what stops. It
 * turns at once, and back when the server refuses.
 */
export function StatusSwitch({ integration, waitingDeliveries, label }: StatusSwitchProps) {
  const { id, name, status } = integration;
  const [confirming, setConfirming] = useState(false);
  const [missing, setMissing] = useState<MissingPart[]>();
  const { activate, deactivate } = useSwitchStatus(integration, (err) => {
    const problem = toCallProblem(err);
    const refusal = Refusal.safeParse(problem.context);
    if (problem.code === 'not_ready' && refusal.success) setMissing(refusal.data.missing);
    else toastProblem(problem);
  });
  return (
    <>
      <Switch
        checked={status === 'active'}
        onChange={() => (status === 'active' ? setConfirming(true) : activate())}
        labelPosition="left"
        {...(label === undefined ? { 'aria-label': `Status of ${name}` } : { label })}
      />
      <Confirm
        opened={confirming}
        onClose={() => setConfirming(false)}
        title={`Deactivate ${name}?`}
        verb="Deactivate integration"
        onConfirm={deactivate}
      >
        <WhatStops
          connectedTenants={integration.connectedTenants}
          waitingDeliveries={waitingDeliveries}
        />
      </Confirm>
      <NotReady
        id={id}
        name={name}
        missing={missing ?? []}
        opened={missing !== undefined}
        onClose={() => setMissing(undefined)}
      />
    </>
  );
}

/** Both acts show their result before the server has answered, and take it back when it refuses. */
function useSwitchStatus(
  { id, status }: StatusSwitchProps['integration'],
  onRefused: (err: unknown) => void,
) {
  const queryClient = useQueryClient();
  const takeBack = async (): Promise<void> => {
    await showStatus(queryClient, { id, status });
    void queryClient.invalidateQueries({ queryKey: integrationKeys.all });
  };
  const activate = useMutation({
    mutationFn: () => call(activateIntegration, { params: { id } }),
    onMutate: () => showStatus(queryClient, { id, status: 'active' }),
    onSuccess: (saved) => keepIntegration(queryClient, saved),
    onError: async (err) => {
      await takeBack();
      onRefused(err);
    },
  });
  const deactivate = async (): Promise<void> => {
    await showStatus(queryClient, { id, status: 'inactive' });
    try {
      keepIntegration(queryClient, await call(deactivateIntegration, { params: { id } }));
    } catch (err) {
      await takeBack();
      throw err;
    }
  };
  return { activate: () => !activate.isPending && activate.mutate(), deactivate };
}

interface NotReadyProps {
  id: string;
  name: string;
  missing: readonly MissingPart[];
  opened: boolean;
  onClose: () => void;
}

function NotReady({ id, name, missing, opened, onClose }: NotReadyProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={`${name} cannot be activated yet`}>
      <Stack gap="md">
        <Text>
          {missing.length === 1 ? 'One thing is' : `${missing.length} things are`} still missing:
        </Text>
        <MissingParts integrationId={id} missing={missing} onFollow={onClose} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
