import { General } from '@leads/contract/integration-general';
import { restoreIntegration } from '@leads/contract/integrations';
import { Button, Group, List, Modal, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { call } from '#web/api/call.ts';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { useSubmit } from '#web/ui/form/use-submit.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { integrationKeys, keepIntegration } from '../queries.ts';
import { useTellRestored } from './use-undo-delete.ts';

export interface RestoreDialogProps {
  integration: { id: string; name: string };
  opened: boolean;
  onClose: () => void;
}

/** Brings a deleted integration back, under another name where its own is taken. */
export function RestoreDialog({ integration, opened, onClose }: RestoreDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={`Restore ${integration.name}?`}>
      <RestoreForm integration={integration} onClose={onClose} />
    </Modal>
  );
}

const NewName = z.object({ name: General.shape.name });

function RestoreForm({ integration, onClose }: Omit<RestoreDialogProps, 'opened'>) {
  const { id, name } = integration;
  const queryClient = useQueryClient();
  const tellRestored = useTellRestored();
  const form = useContractForm(NewName, { name });
  const { formRef, onSubmit, saving, refusal } = useSubmit({
    form,
    onSubmit: async (values) => {
      const body = values.name === name ? {} : { name: values.name };
      const saved = await call(restoreIntegration, { params: { id }, body });
      keepIntegration(queryClient, saved);
      await queryClient.invalidateQueries({ queryKey: integrationKeys.lists });
      onClose();
      tellRestored({ id, name: saved.general.name });
    },
  });
  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <List size="sm" spacing={4}>
          <List.Item>It comes back inactive, set up as it was.</List.Item>
          <List.Item>Nobody is connected; tenants connect again themselves.</List.Item>
          <List.Item>
            The partner’s credentials stay revoked: create a new one before you turn the Status on.
          </List.Item>
          <List.Item>Webhooks that still wait are held until then.</List.Item>
        </List>
        <TextInput label="Partner Name" data-autofocus {...form.getInputProps('name')} />
        {refusal !== undefined && <ProblemAlert problem={refusal.problem} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={saving}>
            Restore integration
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
