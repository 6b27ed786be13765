import {
  removeAgreementOverride,
  restoreAgreementOverride,
  type AgreementSettings,
} from '@leads/contract/agreements';
import { Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLive } from '#web/api/live.ts';
import { call } from '#web/api/call.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { AgreementText } from '../tenant-integrations/connect/agreement-text.tsx';
import { AgreementEditor } from './agreement-editor.tsx';
import { agreementKeys, agreementSettingsQuery, agreementTopics } from './queries.ts';
import { VersionList } from './version-list.tsx';

export interface AgreementPanelProps {
  /** Null: the default text. */
  integrationId: string | null;
  readOnly: boolean;
}

/** The data agreement in force, its next version, and all that were. */
export function AgreementPanel({ integrationId, readOnly }: AgreementPanelProps) {
  const { data, error, refetch } = useQuery(agreementSettingsQuery(integrationId));
  useLive('/api/admin/live', agreementTopics);
  if (data !== undefined) return <Settings settings={data} readOnly={readOnly} />;
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <Skeleton h={320} aria-busy />;
}

function Settings({ settings, readOnly }: { settings: AgreementSettings; readOnly: boolean }) {
  const { current, integration } = settings;
  const [begin, setBegin] = useState<{ title: string; body: string }>();
  return (
    <Stack gap="lg">
      <Paper component="section" withBorder p="lg" aria-label="Text in force">
        <Stack gap="md">
          <Group justify="space-between" gap="sm">
            <div>
              <Title order={2}>{current.title}</Title>
              <Text c="dimmed">{sourceWords(settings)}</Text>
            </div>
            {!readOnly && begin === undefined && (
              <Group gap="sm">
                {integration !== null && <OverrideSwitch settings={settings} />}
                <Button onClick={() => setBegin(current)}>
                  {integration !== null && settings.source === 'default'
                    ? 'Write its own text'
                    : 'Write a new version'}
                </Button>
              </Group>
            )}
          </Group>
          {begin === undefined ? (
            <AgreementText agreement={current} />
          ) : (
            <AgreementEditor
              settings={settings}
              begin={begin}
              onClose={() => setBegin(undefined)}
            />
          )}
        </Stack>
      </Paper>
      <VersionList
        settings={settings}
        // A text that is being written is not to be replaced by an old one.
        onBegin={
          readOnly || begin !== undefined
            ? undefined
            : (text) => setBegin({ title: text.title, body: text.body })
        }
      />
    </Stack>
  );
}

function sourceWords({
  source,
  current,
  connectedTenants,
  integration,
  overrides,
}: AgreementSettings) {
  const tenants = toCountedWords(connectedTenants, 'connected tenant');
  if (integration === null)
    return `Version ${current.version} · ${tenants} · ${toCountedWords(overrides, 'integration')} with a text of its own`;
  return source === 'default'
    ? `The default text, version ${current.version} · ${tenants}`
    : `Its own text, version ${current.version} · ${tenants}`;
}

/** Back to the default text, or to the integration's own as it was. */
function OverrideSwitch({ settings }: { settings: AgreementSettings }) {
  const { integration, source, latestVersion, connectedTenants } = settings;
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  if (integration === null || latestVersion === 0) return null;
  const isOwn = source === 'override';
  const verb = isOwn ? 'Go back to the default text' : `Restore its own version ${latestVersion}`;
  const act = async (): Promise<void> => {
    const params = { id: integration.id };
    await (isOwn
      ? call(removeAgreementOverride, { params })
      : call(restoreAgreementOverride, { params }));
    await queryClient.invalidateQueries({ queryKey: agreementKeys.all });
  };
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {verb}
      </Button>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={`${verb}?`}
        verb={verb}
        onConfirm={act}
      >
        {toCountedWords(connectedTenants, 'connected tenant')}{' '}
        {connectedTenants === 1 ? 'keeps' : 'keep'} working. New connections need the other text;
        who accepted it before need not do it again. All versions stay.
      </Confirm>
    </>
  );
}
