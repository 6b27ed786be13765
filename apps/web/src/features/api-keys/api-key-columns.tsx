import { apiKeyRoles, apiKeyStates, type ApiKey } from '@leads/contract/api-keys';
import { Code, Text } from '@mantine/core';
import type { Column } from '#web/ui/list/column.ts';
import type { ListFilter } from '#web/ui/list/list-page.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { apiKeyRoleWords, apiKeyStateWords } from './api-key-words.ts';
import { RevokeKey } from './revoke-key.tsx';

export const apiKeyFilters: readonly ListFilter[] = [
  {
    name: 'role',
    label: 'Role',
    options: apiKeyRoles.map((value) => ({ value, label: apiKeyRoleWords[value].label })),
  },
  {
    name: 'state',
    label: 'State',
    options: apiKeyStates.map((value) => ({ value, label: apiKeyStateWords[value].label })),
  },
];

export const apiKeyColumns: readonly Column<ApiKey>[] = [
  {
    key: 'name',
    header: 'Name',
    twoLines: true,
    cell: (row) => (
      <>
        <Text component="span" fw={550}>
          {row.name}
        </Text>
        <Text size="xs" mt={2} c="dimmed">
          <Code>{row.start}…</Code>
        </Text>
      </>
    ),
  },
  { key: 'role', header: 'Role', nowrap: true, cell: (row) => apiKeyRoleWords[row.role].label },
  {
    key: 'state',
    header: 'State',
    twoLines: true,
    cell: (row) => (
      <>
        <StatePill tone={apiKeyStateWords[row.state].tone}>
          {apiKeyStateWords[row.state].label}
        </StatePill>
        <Text c="dimmed" size="xs">
          <End apiKey={row} />
        </Text>
      </>
    ),
  },
  {
    key: 'created',
    header: 'Created',
    wideOnly: true,
    twoLines: true,
    cell: (row) => (
      <>
        <RelativeTime at={row.createdAt} />
        <Text c="dimmed" size="xs">
          by {row.createdByName ?? 'the system'}
        </Text>
      </>
    ),
  },
  {
    key: 'used',
    header: 'Last used',
    nowrap: true,
    cell: (row) => (row.lastUsedAt === null ? 'Never' : <RelativeTime at={row.lastUsedAt} />),
  },
  {
    key: 'actions',
    header: 'Actions',
    actions: true,
    cell: (row) => (row.state === 'works' ? <RevokeKey apiKey={row} /> : null),
  },
];

function End({ apiKey }: { apiKey: ApiKey }) {
  if (apiKey.state === 'revoked') return <RelativeTime at={apiKey.revokedAt} />;
  if (apiKey.expiresAt === null) return <>Does not expire</>;
  if (apiKey.state === 'expired') return <RelativeTime at={apiKey.expiresAt} />;
  return (
    <>
      Ends <RelativeTime at={apiKey.expiresAt} />
    </>
  );
}
