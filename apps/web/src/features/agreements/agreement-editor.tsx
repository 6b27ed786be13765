import {
  AgreementDraft,
  publishDefaultAgreement,
  publishIntegrationAgreement,
  type AgreementSettings,
} from '@leads/contract/agreements';
import { Alert, Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { toCallProblem } from '#web/api/call-problem.ts';
import { call } from '#web/api/call.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { hasChanges } from '#web/ui/form/has-changes.ts';
import { sortFaults } from '#web/ui/form/sort-faults.ts';
import { UnsavedGuard } from '#web/ui/form/unsaved-guard.tsx';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { useSubmit } from '#web/ui/form/use-submit.ts';
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

/**
 * Writes the next version, shows it as tenants will see it, and publishes it after saying what that does. What was typed
 * stays when somebody else publishes meanwhile.
 */
export function AgreementEditor({ settings, begin, onClose }: AgreementEditorProps) {
  const { integration, latestVersion } = settings;
  const queryClient = useQueryClient();
  const [view, setView] = useState<'write' | 'preview' | 'publish'>('write');
  const [seenVersion, setSeenVersion] = useState(latestVersion);
  const form = useContractForm(AgreementDraft, begin);
  const dirtyRef = useRef(false);
  const dirty = hasChanges(form);
  useEffect(() => {
    dirtyRef.current = dirty;
  }, [dirty]);
  const version = latestVersion + 1;
  const close = (): void => {
    dirtyRef.current = false;
    onClose();
  };
  const publish = async (): Promise<void> => {
    const body = { latestVersion: seenVersion, agreement: form.getValues() };
    try {
      const saved = await (integration === null
        ? call(publishDefaultAgreement, { body })
        : call(publishIntegrationAgreement, { params: { id: integration.id }, body }));
      close();
      toast(
        `Version ${saved.latestVersion} is in force. New connections need it, and tenants see a banner.`,
      );
    } catch (err) {
      const { onFields } = sortFaults(toCallProblem(err).errors, form.getValues(), 'agreement');
      if (Object.keys(onFields).length === 0) throw err;
      form.setErrors(onFields);
    } finally {
      await queryClient.invalidateQueries({ queryKey: agreementKeys.all });
    }
  };
  const { formRef, onSubmit } = useSubmit({ form, onSubmit: async () => setView('publish') });
  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate>
      <UnsavedGuard isDirty={() => dirtyRef.current} />
      <Stack gap="md">
        {seenVersion !== latestVersion && (
          <PublishedMeanwhile settings={settings} onGoOn={() => setSeenVersion(latestVersion)} />
        )}
        <TextInput label="Title" withAsterisk autoFocus {...form.getInputProps('title')} />
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
          <Button variant="default" onClick={close}>
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

/** Somebody else was faster: their version has to be looked at before this one takes its place. */
function PublishedMeanwhile({
  settings: { latestVersion, versions },
  onGoOn,
}: {
  settings: AgreementSettings;
  onGoOn: () => void;
}) {
  const [newest] = versions;
  const who = newest?.publishedByName === '' ? undefined : newest?.publishedByName;
  return (
    <Alert
      variant="light"
      color="yellow"
      icon={<IconAlertTriangle size={18} />}
      title={`${who ?? 'Somebody'} published version ${latestVersion} meanwhile`}
      role="alert"
    >
      <Stack gap="sm" align="flex-start">
        <Text>
          Your text is kept. Look at theirs under Versions; yours takes its place when you publish
          it.
        </Text>
        <Button size="xs" variant="default" onClick={onGoOn}>
          Go on with mine as version {latestVersion + 1}
        </Button>
      </Stack>
    </Alert>
  );
}

function effectWords({ connectedTenants }: AgreementSettings, version: number): string {
  const keep =
    connectedTenants === 0
      ? 'No tenant is connected yet.'
      : `${toCountedWords(connectedTenants, 'connected tenant')} ${connectedTenants === 1 ? 'keeps' : 'keep'} working.`;
  return `${keep} New connections need version ${version}. Tenants see a banner, and each owner or administrator accepts it once. A published version cannot be changed.`;
}
