import {
  AgreementDraft,
  publishDefaultAgreement,
  publishIntegrationAgreement,
  type AgreementSettings,
} from '@leads/contract/agreements';
import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/api/call.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { toast } from '#web/ui/show/toast.ts';
import { AgreementText } from '../tenant-integrations/connect/agreement-text.tsx';
import { agreementKeys } from './queries.ts';

export interface AgreementEditorProps {
  settings: AgreementSettings;
  /** What the author begins from. */
  begin: { title: string; body: string };
  onClose: () => void;
}

/** Writes the next version, shows it as tenants will see it, and publishes it after saying what that does. */
export function AgreementEditor({ settings, begin, onClose }: AgreementEditorProps) {
  const { integration, latestVersion } = settings;
  const queryClient = useQueryClient();
  const [view, setView] = useState<'write' | 'preview' | 'publish'>('write');
  const form = useContractForm(AgreementDraft, begin);
  const version = latestVersion + 1;
  const publish = async (): Promise<void> => {
    const body = { latestVersion, agreement: form.getValues() };
    const saved =
      integration === null
        ? await call(publishDefaultAgreement, { body })
        : await call(publishIntegrationAgreement, { params: { id: integration.id }, body });
    await queryClient.invalidateQueries({ queryKey: agreementKeys.all });
    toast(
      `Version ${saved.latestVersion} is in force. New connections need it, and tenants see a banner.`,
    );
    onClose();
  };
  return (
    <form onSubmit={form.onSubmit(() => setView('publish'))} noValidate>
      <Stack gap="md">
        <TextInput label="Title" withAsterisk {...form.getInputProps('title')} />
        <Textarea
          label="Text"
          description="Plain text. An empty line begins a new paragraph."
          withAsterisk
          autosize
          minRows={10}
          maxRows={24}
          {...form.getInputProps('body')}
        />
        <Group gap="sm">
          <Button type="submit">Publish version {version}</Button>
          <Button variant="default" onClick={() => setView('preview')}>
            Preview
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
      <Modal
        opened={view === 'preview'}
        onClose={() => setView('write')}
        title={form.values.title || 'No title yet'}
        size="lg"
      >
        <AgreementText agreement={form.values} />
      </Modal>
      <Confirm
        opened={view === 'publish'}
        onClose={() => setView('write')}
        title={`Publish version ${version}?`}
        verb={`Publish version ${version}`}
        onConfirm={publish}
      >
        <Text>{effectWords(settings, version)}</Text>
      </Confirm>
    </form>
  );
}

function effectWords({ connectedTenants }: AgreementSettings, version: number): string {
  const keep =
    connectedTenants === 0
      ? 'No tenant is connected yet.'
      : `${toCountedWords(connectedTenants, 'connected tenant')} ${connectedTenants === 1 ? 'keeps' : 'keep'} working.`;
  return `${keep} New connections need version ${version}. Tenants see a banner, and each owner or administrator accepts it once. A published version cannot be changed.`;
}
