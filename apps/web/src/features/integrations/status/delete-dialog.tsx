import { deleteIntegration } from '@leads/contract/integrations';
import { List, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { toast } from '#web/ui/show/toast.ts';
import { integrationKeys, integrationQuery } from '../queries.ts';

export interface DeleteDialogProps {
  integration: { id: string; name: string; connectedTenants: number };
  opened: boolean;
  onClose: () => void;
  /** Where to go when the page itself is of what was deleted. */
  onDeleted?: () => unknown;
}

/** Asks before an integration is deleted; while tenants are connected, its name must be typed. */
export function DeleteDialog({ integration, opened, onClose, onDeleted }: DeleteDialogProps) {
  const { id, name } = integration;
  const queryClient = useQueryClient();
  const { data } = useQuery({ ...integrationQuery(id), enabled: opened });
  const connectedTenants = data?.connectedTenants ?? integration.connectedTenants;
  const remove = async (): Promise<void> => {
    await call(deleteIntegration, {
      params: { id },
      query: connectedTenants > 0 ? { confirmName: name } : {},
    });
    await onDeleted?.();
    queryClient.removeQueries({ queryKey: integrationKeys.one(id) });
    void queryClient.invalidateQueries({ queryKey: integrationKeys.lists });
    toast(`${name} is deleted. It can be restored within 30 days.`);
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
      <Stack gap="xs">
        <List size="sm" spacing={4}>
          <List.Item>
            {connectedTenants > 0
              ? `${toCountedWords(connectedTenants, 'connected tenant')} will be disconnected, and the partner is told.`
              : 'No tenant is connected.'}
          </List.Item>
          {data !== undefined && data.openLeads > 0 && (
            <List.Item>
              {toCountedWords(data.openLeads, 'open lead')} can still be worked, and will send
              nothing more.
            </List.Item>
          )}
          {data !== undefined && data.waitingDeliveries > 0 && (
            <List.Item>
              {toCountedWords(data.waitingDeliveries, 'waiting webhook')} will run to the end of
              their schedule.
            </List.Item>
          )}
          <List.Item>The partner’s credentials stop working at once.</List.Item>
        </List>
        <Text c="dimmed">The history stays.</Text>
      </Stack>
    </Confirm>
  );
}
