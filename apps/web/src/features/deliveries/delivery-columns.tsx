import type { DeliveryRow } from '@leads/contract/deliveries';
import { Text } from '@mantine/core';
import { linkOptions } from '@tanstack/react-router';
import type { Column } from '#web/ui/list/column.ts';
import { AnchorLink, type PageLink } from '#web/ui/page/link.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { deliveryStateWords, toDurationWords } from './delivery-words.ts';

/** Beside the list it was opened from: the tab of an integration, or the list of all. */
function toAddress(id: string, integrationId: string | undefined): PageLink {
  return integrationId === undefined
    ? linkOptions({ to: '/deliveries/$id', params: { id } })
    : linkOptions({
        to: '/integrations/$id/deliveries/$deliveryId',
        params: { id: integrationId, deliveryId: id },
      });
}

/** @param integrationId that of the tab the list stands in; its drawer then opens in the tab as well */
export function toDeliveryColumns(integrationId?: string): readonly Column<DeliveryRow>[] {
  return [
    {
      key: 'event',
      header: 'Event',
      twoLines: true,
      cell: (row) => (
        <>
          <AnchorLink
            {...toAddress(row.id, integrationId)}
            search={(before) => before as never}
            resetScroll={false}
            fw={550}
          >
            {row.path.replace(/^\//, '')}
          </AnchorLink>
          {row.partnerBookingId !== '' && (
            <Text c="dimmed" size="xs">
              {row.partnerBookingId}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'result',
      header: 'Result',
      twoLines: true,
      cell: (row) => (
        <>
          <StatePill tone={deliveryStateWords[row.state].tone}>
            {deliveryStateWords[row.state].label}
          </StatePill>
          <Text c="dimmed" size="xs" truncate maw="15rem" title={row.lastError ?? undefined}>
            {row.lastStatus ?? row.lastError ?? '–'}
          </Text>
        </>
      ),
    },
    {
      key: 'integration',
      header: 'Integration',
      twoLines: true,
      cell: (row) => (
        <>
          {row.integrationName}
          <Text c="dimmed" size="xs">
            {row.tenantName === '' ? '–' : row.tenantName}
          </Text>
        </>
      ),
    },
    {
      key: 'tries',
      header: 'Tries',
      nowrap: true,
      twoLines: true,
      cell: (row) => (
        <>
          {row.attempts === 0 ? '–' : toCountedWords(row.attempts, 'try', 'tries')}
          {row.state === 'waiting' && row.nextAttemptAt !== null && (
            <Text c="dimmed" size="xs">
              next <RelativeTime at={row.nextAttemptAt} />
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'duration',
      header: 'Duration',
      numeric: true,
      wideOnly: true,
      cell: (row) => toDurationWords(row.lastDurationMs),
    },
    {
      key: 'created',
      header: 'Created',
      nowrap: true,
      cell: (row) => <RelativeTime at={row.createdAt} />,
    },
  ];
}
