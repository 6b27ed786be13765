import type { ConnectionRow } from '@leads/contract/admin-tenants';
import { Text } from '@mantine/core';
import { linkOptions } from '@tanstack/react-router';
import type { Column } from '#web/ui/list/column.ts';
import { AnchorLink, type PageLink } from '#web/ui/page/link.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { describeConnection, toReason, toSince } from './connection-words.ts';

const keepSearch = (before: object) => before as never;

/** In the integration's tab a row is a tenant, on the tenant's page an integration. */
export function toConnectionColumns(
  of: 'integration' | 'tenant',
): readonly Column<ConnectionRow>[] {
  return [
    {
      key: 'name',
      header: of === 'integration' ? 'Tenant' : 'Integration',
      twoLines: true,
      cell: (row) => (
        <>
          <AnchorLink {...toAddress(of, row)} search={keepSearch} resetScroll={false} fw={550}>
            {of === 'integration' ? row.tenantName : row.integrationName}
          </AnchorLink>
          <Text c="dimmed" size="xs">
            by {row.requestedByName || 'the partner'}
          </Text>
        </>
      ),
    },
    {
      key: 'account',
      header: 'Account',
      twoLines: true,
      cell: (row) => (
        <>
          {row.accountName || row.accountId || '–'}
          <Text c="dimmed" size="xs">
            {row.accountName === '' ? '' : row.accountId}
          </Text>
        </>
      ),
    },
    {
      key: 'state',
      header: 'State',
      twoLines: true,
      cell: (row) => <ConnectionState row={row} />,
    },
    {
      key: 'profiles',
      header: 'Profiles',
      numeric: true,
      wideOnly: true,
      cell: (row) => (row.profileCount === 0 ? '–' : row.profileCount),
    },
    {
      key: 'since',
      header: 'Since',
      nowrap: true,
      cell: (row) => <RelativeTime at={toSince(row)} />,
    },
  ];
}

function toAddress(of: 'integration' | 'tenant', row: ConnectionRow): PageLink {
  const { id: connectionId, integrationId, tenantId } = row;
  return of === 'integration'
    ? linkOptions({
        to: '/integrations/$id/tenants/$connectionId',
        params: { id: integrationId, connectionId },
      })
    : linkOptions({
        to: '/tenants/$tenantId/connections/$connectionId',
        params: { tenantId, connectionId },
      });
}

function ConnectionState({ row }: { row: ConnectionRow }) {
  const { tone, label } = describeConnection(row);
  const reason = toReason(row);
  return (
    <>
      <StatePill tone={tone}>{label}</StatePill>
      {row.expiresAt === null ? (
        reason !== '' && (
          <Text c="dimmed" size="xs" truncate maw="18rem" title={reason}>
            {reason}
          </Text>
        )
      ) : (
        <Text c="dimmed" size="xs" title={reason}>
          ends <RelativeTime at={row.expiresAt} />
        </Text>
      )}
    </>
  );
}
