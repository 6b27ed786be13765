import type { StaffLeadRow } from '@leads/contract/admin-leads';
import { Badge, Group, Text } from '@mantine/core';
import { linkOptions } from '@tanstack/react-router';
import { leadStateWords, toCustomerWords } from '#web/features/leads/lead-state-words.ts';
import type { Column } from '#web/ui/list/column.ts';
import { AnchorLink } from '#web/ui/page/link.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { ZonedTime } from '#web/ui/show/zoned-time.tsx';

/** @param integrationId that of the tab the list stands in; its drawer then opens in the tab as well */
export function toStaffLeadColumns(integrationId?: string): readonly Column<StaffLeadRow>[] {
  return [
    {
      key: 'booking',
      header: 'Booking',
      twoLines: true,
      cell: (row) => <Booking row={row} integrationId={integrationId} />,
    },
    {
      key: 'customer',
      header: 'Customer',
      twoLines: true,
      cell: (row) => (
        <>
          {toCustomerWords(row.customerName, row.erased)} {row.telephone}
          <Text c="dimmed" size="xs">
            {[row.locality, row.region].filter(Boolean).join(', ') || '–'}
          </Text>
        </>
      ),
    },
    {
      key: 'job',
      header: 'Job',
      twoLines: true,
      cell: (row) => (
        <>
          {row.partnerJobType || '–'}
          <Text c="dimmed" size="xs">
            {row.tenantJobType === null ? 'no job type of the tenant’s' : `→ ${row.tenantJobType}`}
          </Text>
        </>
      ),
    },
    { key: 'tenant', header: 'Tenant', cell: (row) => row.tenantName },
    { key: 'when', header: 'When', wideOnly: true, cell: (row) => <When row={row} /> },
    {
      key: 'state',
      header: 'State',
      twoLines: true,
      nowrap: true,
      cell: (row) => (
        <>
          <StatePill tone={leadStateWords[row.state].tone}>
            {leadStateWords[row.state].label}
          </StatePill>
          <Text c="dimmed" size="xs">
            <RelativeTime at={row.receivedAt} />
          </Text>
        </>
      ),
    },
  ];
}

function Booking({ row, integrationId }: { row: StaffLeadRow; integrationId: string | undefined }) {
  const leadId = row.id;
  const link =
    integrationId === undefined
      ? linkOptions({ to: '/leads/$leadId', params: { leadId } })
      : linkOptions({
          to: '/integrations/$id/leads/$leadId',
          params: { id: integrationId, leadId },
        });
  return (
    <>
      <Group gap="xs">
        <AnchorLink {...link} search={(before) => before as never} resetScroll={false} fw={550}>
          {row.partnerBookingId}
        </AnchorLink>
        {row.test && (
          <Badge variant="light" color="gray" size="sm" tt="none">
            Test
          </Badge>
        )}
      </Group>
      <Text c="dimmed" size="xs">
        {row.integrationName}
      </Text>
    </>
  );
}

/** The appointment once there is one, else what the customer wished, in the tenant's zone. */
function When({ row }: { row: StaffLeadRow }) {
  const { appointmentStartAt, wantedStartAt, timeZone } = row;
  if (appointmentStartAt !== null) return <ZonedTime at={appointmentStartAt} timeZone={timeZone} />;
  if (wantedStartAt === null) return <>No time given</>;
  return (
    <>
      Wanted <ZonedTime at={wantedStartAt} timeZone={timeZone} />
    </>
  );
}
