import type { LeadRow } from '@leads/contract/leads';
import { Badge, Group, Text } from '@mantine/core';
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
      nowrap: true,
      cell: (row) => <When row={row} timeZone={timeZone} />,
    },
    {
      key: 'received',
      header: 'Received',
      nowrap: true,
      cell: (row) => <RelativeTime at={row.receivedAt} />,
    },
    { key: 'state', header: 'State', cell: (row) => <State row={row} userId={userId} /> },
  ];
}

/** The state, and who works it. */
function State({ row, userId }: { row: LeadRow; userId: string }) {
  const { tone, label } = leadStateWords[row.state];
  const { takenBy } = row;
  return (
    <>
      <StatePill tone={tone}>{label}</StatePill>
      {takenBy !== null && (
        <Text c="dimmed" size="xs" fw={400}>
          {takenBy.userId === userId ? 'You' : takenBy.name}
        </Text>
      )}
    </>
  );
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
      <Text component="span" c="dimmed" fw={400} size="xs">
        Wanted
      </Text>{' '}
      <ZonedTime at={row.wantedStartAt} timeZone={timeZone} />
    </>
  );
}
