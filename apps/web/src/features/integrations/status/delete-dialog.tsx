import { deleteIntegration, restorableDays } from '@leads/contract/integrations';
import { List, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import { toCallProblem } from '#web/api/call-problem.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { toastWithAction } from '#web/ui/show/toast-with-action.tsx';
import { integrationKeys, integrationQuery } from '../queries.ts';
import { useUndoDelete } from './use-undo-delete.ts';

export interface DeleteDialogProps {
  integration: { id: string; name: string; connectedTenants: number };
  opened: boolean;
  onClose: () => void;
  /** Where to go when the page itself is of what was deleted. */
  onDeleted?: () => unknown;
}

/** Asks before an integration is deleted, and says what that does; while tenants are connected, its name must be typed. */
export function DeleteDialog({ integration, opened, onClose, onDeleted }: DeleteDialogProps) {
  const { id } = integration;
  const queryClient = useQueryClient();
  const { data } = useQuery({ ...integrationQuery(id), enabled: opened });
  const undo = useUndoDelete();
  const name = data?.general.name ?? integration.name;
  const connectedTenants = data?.connectedTenants ?? integration.connectedTenants;
  const remove = async (): Promise<void> => {
    try {
      await call(deleteIntegration, {
        params: { id },
        query: connectedTenants > 0 ? { confirmName: name } : {},
      });
    } catch (err) {
      // A tenant connected meanwhile, or somebody gave it another name: the dialog then shows and asks what holds now.
      if (toCallProblem(err).code === 'confirmation_needed')
        await queryClient.invalidateQueries({ queryKey: integrationKeys.one(id) });
      throw err;
    }
    await onDeleted?.();
    queryClient.removeQueries({ queryKey: integrationKeys.one(id) });
    void queryClient.invalidateQueries({ queryKey: integrationKeys.lists });
    toastWithAction(`${name} is deleted.`, { label: 'Restore', onAct: () => undo({ id, name }) });
  };
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={`Delete ${name}?`}
      verb="Delete integration"
      danger
      typedName={connectedTenants > 0 ? name : undefined}
      onConfirm={remove}
    >
      <WhatDeletionDoes
        connectedTenants={connectedTenants}
        openLeads={data?.openLeads}
        waitingDeliveries={data?.waitingDeliveries}
      />
    </Confirm>
  );
}

interface WhatDeletionDoesProps {
  connectedTenants: number;
  /** Undefined until they are counted. */
  openLeads: number | null | undefined;
  waitingDeliveries: number | null | undefined;
}

function WhatDeletionDoes(props: WhatDeletionDoesProps) {
  const { connectedTenants, openLeads, waitingDeliveries } = props;
  return (
    <Stack gap="xs">
      <List size="sm" spacing={4}>
        <List.Item>
          {connectedTenants > 0
            ? `${toCountedWords(connectedTenants, 'connected tenant')} will be disconnected, and the partner is told.`
            : 'No tenant is connected.'}
        </List.Item>
        <List.Item>
          {openLeads === undefined && 'Counting open leads…'}
          {openLeads === 0 && 'No lead is open.'}
          {openLeads !== undefined &&
            openLeads !== 0 &&
            `${toCountedWords(openLeads, 'open lead')} can still be worked, and will send nothing more.`}
        </List.Item>
        <List.Item>
          {waitingDeliveries === undefined && 'Counting waiting webhooks…'}
          {waitingDeliveries === 0 && 'No webhook is waiting.'}
          {waitingDeliveries !== undefined &&
            waitingDeliveries !== 0 &&
            `${toCountedWords(waitingDeliveries, 'waiting webhook')} will run to the end of ${waitingDeliveries === 1 ? 'its' : 'their'} schedule.`}
        </List.Item>
        <List.Item>The partner’s credentials stop working at once, for good.</List.Item>
      </List>
      <Text c="dimmed">
        Its name becomes free and its history stays. For {restorableDays} days it can be restored:
        it comes back inactive, with nobody connected.
      </Text>
    </Stack>
  );
}
