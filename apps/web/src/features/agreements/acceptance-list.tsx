import type { AgreementAcceptance, AgreementVersion } from '@leads/contract/agreements';
import { Button, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Column } from '#web/ui/list/column.ts';
import { DataTable } from '#web/ui/list/data-table.tsx';
import { SearchBox } from '#web/ui/list/search-box.tsx';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { AnchorLink } from '#web/ui/page/link.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { agreementAcceptancesQuery } from './queries.ts';

/** Who accepted one version for which tenant, the newest first, page by page. */
export function AcceptanceList({ version }: { version: AgreementVersion }) {
  const [search, setSearch] = useState('');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    agreementAcceptancesQuery(version.id, search),
  );
  if (version.acceptances === 0) return <Text c="dimmed">No tenant has accepted it yet.</Text>;
  if (data === undefined && error !== null)
    return <ErrorState error={error} onRetry={() => void refetch()} />;
  const rows = data?.pages.flatMap((page) => page.items);
  const total = data?.pages[0]?.total;
  return (
    <Stack gap="md">
      <SearchBox label="Search by tenant…" value={search} onChange={setSearch} />
      <Text c="dimmed" aria-live="polite">
        {rows?.length === 0
          ? `No tenant named “${search}” has accepted it.`
          : total !== undefined && toCountedWords(total, 'acceptance')}
      </Text>
      {rows?.length !== 0 && (
        <DataTable
          caption={`Who accepted version ${version.version}`}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
        />
      )}
      {hasNextPage && (
        <Button
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
          style={{ alignSelf: 'flex-start' }}
        >
          Show more
        </Button>
      )}
    </Stack>
  );
}

const columns: readonly Column<AgreementAcceptance>[] = [
  {
    key: 'tenant',
    header: 'Tenant',
    cell: ({ tenantId, tenantName }) => (
      <AnchorLink to="/tenants/$tenantId" params={{ tenantId }}>
        {tenantName}
      </AnchorLink>
    ),
  },
  { key: 'integration', header: 'Integration', cell: ({ integrationName }) => integrationName },
  { key: 'user', header: 'Accepted by', cell: ({ userName }) => userName },
  {
    key: 'at',
    header: 'When',
    cell: ({ acceptedAt }) => <RelativeTime at={acceptedAt} />,
    nowrap: true,
  },
];
