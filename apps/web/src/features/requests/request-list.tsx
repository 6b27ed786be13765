import { refusedRequestDays } from '@leads/contract/requests';
import type { RefusedRequestRow } from '@leads/contract/requests';
import { Badge, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLive } from '#web/api/live.ts';
import type { Column } from '#web/ui/list/column.ts';
import { ListPage } from '#web/ui/list/list-page.tsx';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { AnchorLink } from '#web/ui/page/link.tsx';
import { LivePill } from '#web/ui/show/live-pill.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { toDurationWords } from '../deliveries/delivery-words.ts';
import { toCodeWords } from './code-advice.ts';
import { requestListQuery, requestTopics } from './queries.ts';
import { requestFilters, toRequestQuery } from './request-search.ts';
import type { RequestSearch } from './request-search.ts';

const columns: readonly Column<RefusedRequestRow>[] = [
  {
    key: 'reason',
    header: 'Reason',
    twoLines: true,
    cell: (row) => (
      <>
        <AnchorLink
          to="/integrations/$id/requests/$requestId"
          params={{ id: row.integrationId, requestId: row.id }}
          search={(before) => before as never}
          resetScroll={false}
          fw={550}
        >
          {toCodeWords(row.code)}
        </AnchorLink>
        <Text c="dimmed" size="xs">
          {row.method} {row.path}
        </Text>
      </>
    ),
  },
  {
    key: 'status',
    header: 'Status',
    nowrap: true,
    cell: (row) => (
      <Group gap="xs" wrap="nowrap">
        <StatePill tone="bad">{row.status}</StatePill>
        {row.test && (
          <Badge variant="default" size="sm">
            Test
          </Badge>
        )}
      </Group>
    ),
  },
  { key: 'booking', header: 'Booking', cell: (row) => row.partnerBookingId ?? '–' },
  {
    key: 'duration',
    header: 'Duration',
    numeric: true,
    wideOnly: true,
    cell: (row) => toDurationWords(row.durationMs),
  },
  {
    key: 'at',
    header: 'Time',
    twoLines: true,
    cell: (row) => (
      <>
        <RelativeTime at={row.at} />
        {row.leftOut > 0 && (
          <Text c="dimmed" size="xs">
            and {row.leftOut.toLocaleString()} more in this minute, not kept
          </Text>
        )}
      </>
    ),
  },
];

/** Calls of one partner that were refused, newest first. */
export function RequestList({
  search,
  integrationId,
}: {
  search: RequestSearch;
  integrationId: string;
}) {
  const page = useQuery(requestListQuery(toRequestQuery(integrationId, search)));
  const live = useLive('/api/admin/live', requestTopics);
  return (
    <ListPage
      caption="Refused requests"
      search={search}
      query={page}
      columns={columns}
      rowKey={(row) => row.id}
      searchLabel="Booking id or request id…"
      filters={requestFilters}
      aside={<LivePill state={live} />}
      empty={
        <EmptyState title="No refused requests">
          Calls of the partner that we refuse stand here for {refusedRequestDays} days, each with
          the reason, what was sent (personal data masked) and what the partner should do.
        </EmptyState>
      }
    />
  );
}
