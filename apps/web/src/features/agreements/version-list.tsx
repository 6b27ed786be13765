import type { AgreementSettings, AgreementVersion } from '@leads/contract/agreements';
import { Button, Group, Modal, Paper, Skeleton, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Column } from '#web/ui/list/column.ts';
import { DataTable } from '#web/ui/list/data-table.tsx';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { AcceptanceList } from './acceptance-list.tsx';
import { agreementTextQuery } from './queries.ts';
import { VersionChanges } from './version-changes.tsx';

export interface VersionListProps {
  settings: AgreementSettings;
  /** Begins the next version from an old text; undefined for those who only look. */
  onBegin: ((text: { title: string; body: string }) => void) | undefined;
}

interface Shown {
  version: AgreementVersion;
  what: 'text' | 'accepted';
}

function toColumns(onShow: (shown: Shown) => void): Column<AgreementVersion>[] {
  return [
    {
      key: 'version',
      header: 'Version',
      cell: ({ version }) => `Version ${version}`,
      nowrap: true,
    },
    {
      key: 'published',
      header: 'Published',
      cell: ({ publishedAt, publishedByName }) => (
        <>
          <RelativeTime at={publishedAt} />
          {publishedByName !== '' && ` by ${publishedByName}`}
        </>
      ),
    },
    { key: 'state', header: 'State', cell: (row) => <VersionState version={row} /> },
    {
      key: 'accepted',
      header: 'Tenants accepted',
      numeric: true,
      cell: ({ acceptances }) => acceptances.toLocaleString(),
    },
    {
      key: 'actions',
      header: 'Actions',
      actions: true,
      cell: (row) => (
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Button
            size="xs"
            variant="default"
            aria-label={`Show version ${row.version}`}
            onClick={() => onShow({ version: row, what: 'text' })}
          >
            Show
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={`Who accepted version ${row.version}`}
            onClick={() => onShow({ version: row, what: 'accepted' })}
          >
            Who accepted
          </Button>
        </Group>
      ),
    },
  ];
}

/** Every version with who published it, and on demand its text, what it changed and who accepted it. */
export function VersionList({ settings, onBegin }: VersionListProps) {
  const [shown, setShown] = useState<Shown>();
  if (settings.versions.length === 0) return null;
  const columns = toColumns(setShown);
  const close = (): void => setShown(undefined);
  return (
    <Paper component="section" withBorder p="lg" aria-label="Versions">
      <Title order={2} mb="sm">
        Versions
      </Title>
      <DataTable
        caption="Versions"
        columns={columns}
        rows={settings.versions}
        rowKey={({ id }) => id}
      />
      <Modal
        opened={shown !== undefined}
        onClose={close}
        size="xl"
        title={shown === undefined ? '' : toTitle(shown)}
      >
        {shown?.what === 'text' && (
          <OneVersion
            id={shown.version.id}
            onBegin={
              onBegin === undefined
                ? undefined
                : (text) => {
                    onBegin(text);
                    close();
                  }
            }
          />
        )}
        {shown?.what === 'accepted' && <AcceptanceList version={shown.version} />}
      </Modal>
    </Paper>
  );
}

const toTitle = ({ what, version: { version } }: Shown): string =>
  what === 'text' ? `Version ${version}` : `Who accepted version ${version}`;

function VersionState({ version }: { version: AgreementVersion }) {
  if (version.inForce) return <StatePill tone="good">In force</StatePill>;
  if (version.withdrawnAt !== null) return <StatePill tone="off">Taken out of force</StatePill>;
  return <StatePill tone="off">Superseded</StatePill>;
}

function OneVersion({ id, onBegin }: { id: string } & Pick<VersionListProps, 'onBegin'>) {
  const { data, error, refetch } = useQuery(agreementTextQuery(id));
  if (data === undefined) {
    if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return <Skeleton h={240} aria-busy />;
  }
  return (
    <Stack gap="md">
      <VersionChanges text={data} />
      {onBegin !== undefined && (
        <Group>
          <Button variant="default" onClick={() => onBegin(data)}>
            Write a new version from this one
          </Button>
        </Group>
      )}
    </Stack>
  );
}
