import type { CatalogueType, TypeUse } from '@leads/contract/standard-job-types';
import { Button, Drawer, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Column } from '#web/ui/list/column.ts';
import { DataTable } from '#web/ui/list/data-table.tsx';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { AnchorLink } from '#web/ui/page/link.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { typeUsesQuery } from './queries.ts';

interface UsesDrawerProps {
  type: CatalogueType;
  onClose: () => void;
}

/** Which integrations map which of their job types to this one. */
export function UsesDrawer({ type, onClose }: UsesDrawerProps) {
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(44rem, 100%)"
      title={`Where ${type.name} is used`}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Uses type={type} />
    </Drawer>
  );
}

function Uses({ type }: { type: CatalogueType }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    typeUsesQuery(type.id),
  );
  if (data === undefined && error !== null)
    return <ErrorState error={error} onRetry={() => void refetch()} />;
  const rows = data?.pages.flatMap((page) => page.items);
  if (rows?.length === 0)
    return <EmptyState title="Not used">No integration maps a job type to it.</EmptyState>;
  return (
    <Stack gap="md">
      <Text c="dimmed">
        {toCountedWords(type.partnerJobTypeCount, 'partner job type')} of{' '}
        {toCountedWords(type.integrationCount, 'integration')}
      </Text>
      <DataTable
        caption={`Partner job types mapped to ${type.name}`}
        columns={columns}
        rows={rows}
        rowKey={(use) => use.partnerJobTypeId}
      />
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

const columns: readonly Column<TypeUse>[] = [
  {
    key: 'integration',
    header: 'Integration',
    cell: (use) => (
      <AnchorLink
        to="/integrations/$id"
        params={{ id: use.integrationId }}
        search={{ section: 'job-types' }}
      >
        {use.integrationName}
      </AnchorLink>
    ),
  },
  {
    key: 'name',
    header: 'Partner job type',
    twoLines: true,
    cell: (use) => (
      <>
        <Text>{use.name}</Text>
        <Text c="dimmed" size="xs">
          {[use.partnerId, use.category].filter((part) => part !== '').join(' · ')}
        </Text>
      </>
    ),
  },
];
