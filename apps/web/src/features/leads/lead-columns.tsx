import type { LeadRow, LeadState } from '@leads/contract/leads';
import { Badge, Group } from '@mantine/core';
import type { Column } from '#web/ui/list/column.ts';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill, type StateTone } from '#web/ui/show/state-pill.tsx';
import { ZonedTime } from '#web/ui/show/zoned-time.tsx';

export const leadStateWords: Record<LeadState, { tone: StateTone; label: string }> = {
  new: { tone: 'busy', label: 'New' },
  accepted: { tone: 'warn', label: 'Accepted' },
  declined: { tone: 'off', label: 'Declined' },
  scheduled: { tone: 'good', label: 'Scheduled' },
  invoiced: { tone: 'good', label: 'Invoiced' },
  canceled: { tone: 'off', label: 'Canceled' },
};

/** @param timeZone the tenant's: wanted times are told in it */
export function toLeadColumns(timeZone: string): readonly Column<LeadRow>[] {
  return [
    {
      key: 'customer',
      header: 'Customer',
      cell: (row) => (
        <Group gap="xs">
          {row.customerName === '' ? 'No name given' : row.customerName}
          {row.test && (
            <Badge variant="light" color="gray" size="sm" tt="none">
              Test
            </Badge>
          )}
        </Group>
      ),
    },
    { key: 'job', header: 'Job', cell: (row) => row.tenantJobType ?? row.partnerJobType },
    {
      key: 'place',
      header: 'Place',
      cell: (row) => [row.locality, row.region].filter(Boolean).join(', ') || '–',
    },
    { key: 'partner', header: 'Partner', wideOnly: true, cell: (row) => row.integrationName },
    {
      key: 'wanted',
      header: 'Wanted',
      cell: (row) => <ZonedTime at={row.wantedStartAt} timeZone={timeZone} />,
    },
    { key: 'received', header: 'Received', cell: (row) => <RelativeTime at={row.receivedAt} /> },
    {
      key: 'state',
      header: 'State',
      cell: (row) => (
        <StatePill tone={leadStateWords[row.state].tone}>
          {leadStateWords[row.state].label}
        </StatePill>
      ),
    },
  ];
}
