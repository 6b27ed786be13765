import type { TenantRow } from '@leads/contract/admin-tenants';
import { Group } from '@mantine/core';
import type { Column } from '#web/ui/list/column.ts';
import { AnchorLink } from '#web/ui/page/link.tsx';
import { toCountWords } from '#web/ui/show/count-words.ts';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';

export const tenantColumns: readonly Column<TenantRow>[] = [
  {
    key: 'name',
    header: 'Tenant',
    cell: (row) => (
      <Group gap="sm">
        <AnchorLink to="/tenants/$tenantId" params={{ tenantId: row.id }} fw={550}>
          {row.name}
        </AnchorLink>
        {!row.active && <StatePill tone="off">Inactive</StatePill>}
      </Group>
    ),
  },
  {
    key: 'place',
    header: 'Place',
    cell: (row) => [row.locality, row.region].filter(Boolean).join(', ') || '–',
  },
  {
    key: 'connected',
    header: 'Accounts',
    numeric: true,
    cell: (row) => toCountWords(row.connected === 0 ? null : row.connected),
  },
  {
    key: 'attention',
    header: 'Attention',
    nowrap: true,
    cell: (row) =>
      row.attention === 0 ? '–' : <StatePill tone="warn">{row.attention} to look at</StatePill>,
  },
  {
    key: 'lead',
    header: 'Last lead',
    nowrap: true,
    cell: (row) => <RelativeTime at={row.lastLeadAt} />,
  },
];
