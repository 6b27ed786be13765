import type { ReviewKind } from '@leads/contract/job-types';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '#web/ui/list/data-table.tsx';
import { SearchBox } from '#web/ui/list/search-box.tsx';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { toTotalWords } from '#web/ui/show/count-words.ts';
import { reviewRowsQuery } from './queries.ts';
import { reviewColumns } from './review-columns.tsx';

export interface ReviewRowsProps {
  integrationId: string;
  previewId: string;
  kind: ReviewKind;
  label: string;
}

const searchFrom = 11;

/** One tab of the review: searched and paged by the server. */
export function ReviewRows({ integrationId, previewId, kind, label }: ReviewRowsProps) {
  const [search, setSearch] = useState('');
  const query = useInfiniteQuery(reviewRowsQuery({ integrationId, previewId, kind, search }));
  const rows = query.data?.pages.flatMap(({ items }) => items);
  const total = query.data?.pages[0]?.total;
  if (query.error !== null && rows === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const isLong = search !== '' || (rows !== undefined && rows.length >= searchFrom);
  return (
    <Stack gap="sm" pt="sm">
      {isLong && (
        <SearchBox label={`Search ${label.toLowerCase()}…`} value={search} onChange={setSearch} />
      )}
      {rows?.length === 0 ? (
        <Text c="dimmed">No line has these words.</Text>
      ) : (
        <DataTable
          caption={label}
          columns={reviewColumns[kind]}
          rows={rows}
          rowKey={(row) => (row.kind === 'error' ? `${row.line}${row.column}` : row.partnerId)}
          busy={query.isPlaceholderData}
        />
      )}
      {query.hasNextPage && (
        <Group gap="md">
          <Button
            variant="default"
            size="xs"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Show more
          </Button>
          <Text c="dimmed">
            {rows?.length.toLocaleString()} of {toTotalWords(total)}
          </Text>
        </Group>
      )}
    </Stack>
  );
}
