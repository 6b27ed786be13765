import type { LeadRow } from '@leads/contract/leads';
import { Badge, Group } from '@mantine/core';
import type { Column } from '#web/ui/list/column.ts';
import { AnchorLink } from '#web/ui/page/link.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { ZonedTime } from '#web/ui/show/zoned-time.tsx';
import { leadStateWords, toCustomerWords } from './lead-state-words.ts';

interface ColumnsOf {
  tenantId: string;
  /** The tenant's: wanted and appointment times are told in it. */
  timeZone: string;
  /** The reader's. */
  userId: string;
}

export function toLeadColumns({
  tenantId,
  timeZone,
  userId,
}: ColumnsOf): readonly Column<LeadRow>[] {
  return [
    {
      key: 'customer',
      header: 'Customer',
      cell: (row) => <Customer row={row} tenantId={tenantId} />,
    },
    { key: 'job', header: 'Job', cell: (row) => row.tenantJobType ?? row.partnerJobType },
    {
      key: 'place',
      header: 'Place',
      cell: (row) => [row.locality, row.region].filter(Boolean).join(', ') || '–',
    },
    { key: 'partner', header: 'Partner', wideOnly: true, cell: (row) => row.integrationName },
    {
      key: 'when',
      header: 'When',
      cell: (row) => <When row={row} timeZone={timeZone} />,
    },
    {
      key: 'worked',
      header: 'Worked by',
      wideOnly: true,
      cell: ({ takenBy }) =>
        takenBy === null ? '–' : takenBy.userId === userId ? 'You' : takenBy.name,
    },
    {
      key: 'received',
      header: 'Received',
      width: '8.5rem',
      cell: (row) => <RelativeTime at={row.receivedAt} />,
    },
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

function Customer({ row, tenantId }: { row: LeadRow; tenantId: string }) {
  return (
    <Group gap="xs">
      <AnchorLink to="/tenant/$tenantId/leads/$leadId" params={{ tenantId, leadId: row.id }}>
        {toCustomerWords(row.customerName, row.erased)}
      </AnchorLink>
      {row.test && (
        <Badge variant="light" color="gray" size="sm" tt="none">
          Test
        </Badge>
      )}
    </Group>
  );
}

/** The appointment once there is one, else what the customer wished. */
function When({ row, timeZone }: { row: LeadRow; timeZone: string }) {
  if (row.appointmentStartAt !== null) {
    return <ZonedTime at={row.appointmentStartAt} timeZone={timeZone} />;
  }
  if (row.wantedStartAt === null) return <>No time given</>;
  return (
    <>
      Wanted <ZonedTime at={row.wantedStartAt} timeZone={timeZone} />
    </>
  );
}
