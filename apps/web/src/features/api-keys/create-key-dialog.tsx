import {
  apiKeyRoles,
  createApiKey,
  CreateApiKeyBody,
  type ApiKeyRole,
} from '@leads/contract/api-keys';
import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/api/call.ts';
import { SecretPanel } from '#web/ui/form/secret-panel.tsx';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { useSubmit } from '#web/ui/form/use-submit.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { apiKeyRoleWords } from './api-key-words.ts';
import { apiKeyKeys } from './queries.ts';

export interface CreateKeyDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Asks what the key is for, then shows it once; a click beside the dialog does not lose it. */
export function CreateKeyDialog({ opened, onClose }: CreateKeyDialogProps) {
  const [made, setMade] = useState<{ name: string; key: string }>();
  const close = (): void => {
    onClose();
    setMade(undefined);
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title="Create API key"
      closeOnClickOutside={made === undefined}
      size="lg"
    >
      {made === undefined ? (
        <KeyForm onClose={close} onMade={(name, key) => setMade({ name, key })} />
      ) : (
        <SecretPanel
          title={`API key ${made.name} created`}
          values={[
            { label: 'API key', value: made.key },
            { label: 'Header to send', value: `Authorization: Bearer ${made.key}` },
          ]}
          onDone={close}
        />
      )}
    </Modal>
  );
}

interface KeyFormProps {
  onClose: () => void;
  onMade: (name: string, key: string) => void;
}

function KeyForm({ onClose, onMade }: KeyFormProps) {
  const queryClient = useQueryClient();
  const form = useContractForm(CreateApiKeyBody, { name: '', role: 'viewer', expiresAt: null });
  const [endsOn, setEndsOn] = useState('');
  const { formRef, onSubmit, saving, refusal } = useSubmit({
    form,
    onSubmit: async (body) => {
      const { apiKey, key } = await call(createApiKey, { body });
      onMade(apiKey.name, key);
      await queryClient.invalidateQueries({ queryKey: apiKeyKeys.all });
    },
  });
  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        {refusal !== undefined && (
          <ProblemAlert problem={refusal.problem} faults={refusal.faults} />
        )}
        <TextInput
          label="Name"
          description="What sends it, such as “Nightly export”."
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Radio.Group
          label="Role"
          value={form.values.role}
          onChange={(role) => form.setFieldValue('role', role as ApiKeyRole)}
        >
          <Stack gap="sm" mt={4}>
            {apiKeyRoles.map((role) => (
              <Radio
                key={role}
                value={role}
                label={apiKeyRoleWords[role].label}
                description={apiKeyRoleWords[role].description}
              />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          type="date"
          label="Expires on"
          description="Works until the end of that day, your time. Empty: it does not expire."
          styles={{ input: { maxWidth: 220 } }}
          value={endsOn}
          onChange={({ currentTarget: { value } }) => {
            setEndsOn(value);
            form.setFieldValue(
              'expiresAt',
              value === '' ? null : new Date(`${value}T23:59:59`).toISOString(),
            );
          }}
          error={form.errors['expiresAt']}
          data-path="expiresAt"
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={saving}>
            Create API key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
