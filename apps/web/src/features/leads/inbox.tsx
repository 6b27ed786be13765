import { toUrl } from '@leads/contract/endpoint';
import { leadsCsvRowsMax, leadsCsvUrl } from '@leads/contract/lead-desk';
import type { LeadRow } from '@leads/contract/leads';
import { Anchor, Button, Kbd, Text } from '@mantine/core';
import { IconArrowUp, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLive } from '#web/api/live.ts';
import { DayRange } from '#web/ui/list/day-range.tsx';
import { ListPage } from '#web/ui/list/list-page.tsx';
import { useArrivals } from '#web/ui/list/use-arrivals.ts';
import { useRowKeys } from '#web/ui/list/use-row-keys.ts';
import { PageHeader } from '#web/ui/page/page-header.tsx';
import { LivePill } from '#web/ui/show/live-pill.tsx';
import styles from './inbox.module.css';
import { JobTypeFilter } from './job-type-filter.tsx';
import { toLeadColumns } from './lead-columns.tsx';
import { toLeadQuery, type LeadSearch } from './lead-search.ts';
import { NoLeads } from './no-leads.tsx';
import { leadListQuery, leadTopics } from './queries.ts';
import { useLeadFilters } from './use-lead-filters.ts';

export interface InboxProps {
  tenantId: string;
  timeZone: string;
  /** Who reads: what is their own is told so. */
  userId: string;
  search: LeadSearch;
}

const rowKey = (row: LeadRow): string => row.id;
const receivedAt = (row: LeadRow): string => row.receivedAt;

/** A tenant's leads, newest first, as they come in; letters go through them as in a mailbox. */
export function Inbox({ tenantId, timeZone, userId, search }: InboxProps) {
  const asked = toLeadQuery(search);
  const query = useQuery(leadListQuery(tenantId, asked));
  const topics = useMemo(() => leadTopics(tenantId, userId), [tenantId, userId]);
  const live = useLive(`/api/tenant/${tenantId}/live`, topics);
  const columns = useMemo(
    () => toLeadColumns({ tenantId, timeZone, userId }),
    [tenantId, timeZone, userId],
  );
  const { cursor, ...filter } = asked;
  const isFirst = cursor === undefined && !query.isPlaceholderData;
  const { rows, waiting, isFresh } = useArrivals({
    rows: isFirst ? query.data?.items : undefined,
    rowKey,
    at: receivedAt,
    scope: JSON.stringify(filter),
  });
  const data =
    query.data === undefined ? undefined : { ...query.data, items: rows ?? query.data.items };
  return (
    // Letters are commands only while the focus is in here; a click anywhere puts it there.
    <div ref={useRowKeys<HTMLDivElement>()} tabIndex={-1} className={styles['inbox']}>
      <PageHeader title="Leads" count={query.data?.newCount ?? 0} />
      <ListPage
        caption="Leads"
        search={search}
        query={{ ...query, data } as typeof query}
        columns={columns}
        rowKey={rowKey}
        searchLabel="Name, phone, address…"
        filters={useLeadFilters(tenantId)}
        moreFilters={<MoreFilters tenantId={tenantId} search={search} />}
        strong={(row) => !row.opened}
        fresh={isFresh}
        notice={<Waiting count={waiting} />}
        aside={
          <>
            <Export href={toUrl({ url: leadsCsvUrl }, { params: { tenantId }, query: filter })} />
            <LivePill state={live} />
          </>
        }
        empty={<NoLeads tenantId={tenantId} />}
      />
      <Keys />
    </div>
  );
}

function MoreFilters({ tenantId, search }: Pick<InboxProps, 'tenantId' | 'search'>) {
  return (
    <>
      {search.within === 'days' && <DayRange label="Received" from={search.from} to={search.to} />}
      <JobTypeFilter tenantId={tenantId} value={search.jobTypeId} />
    </>
  );
}

/** What came while the reader was further down; it stands there until they go up. */
function Waiting({ count }: { count: number }) {
  return (
    <output className={styles['waiting']}>
      {count > 0 && (
        <Button
          size="xs"
          radius="xl"
          leftSection={<IconArrowUp size={18} aria-hidden />}
          onClick={() => window.scrollTo({ top: 0 })}
        >
          {count === 1 ? '1 new lead' : `${count} new leads`}
        </Button>
      )}
    </output>
  );
}

function Export({ href }: { href: string }) {
  return (
    <Anchor
      href={href}
      download
      title={`What is filtered, up to ${leadsCsvRowsMax.toLocaleString()} leads`}
    >
      <IconDownload size={18} style={{ verticalAlign: '-4px' }} aria-hidden /> Export CSV
    </Anchor>
  );
}

function Keys() {
  return (
    <Text c="dimmed" size="xs" mt="md" className={styles['keys'] ?? ''}>
      <Kbd size="xs">j</Kbd> <Kbd size="xs">k</Kbd> next and previous, <Kbd size="xs">Enter</Kbd>{' '}
      opens, <Kbd size="xs">/</Kbd> searches
    </Text>
  );
}
