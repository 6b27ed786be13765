import { restorableDays } from '@leads/contract/integrations';
import type { listIntegrations } from '@leads/contract/integrations';
import type { CallOf } from '@leads/contract/endpoint';
import { useQuery } from '@tanstack/react-query';
import { useLive } from '#web/api/live.ts';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { ListPage } from '#web/ui/list/list-page.tsx';
import type { ListSearch } from '#web/ui/list/list-search.ts';
import { integrationListQuery, integrationTopics } from '../queries.ts';
import { CreateButton } from './create-button.tsx';
import { deletedManagerColumns, deletedViewerColumns } from './deleted-columns.tsx';
import { FiguresNote } from './figures-note.tsx';
import { managerColumns, viewerColumns } from './integration-columns.tsx';
import { integrationFilters } from './integration-filters.ts';
import { SortSelect } from './sort-select.tsx';

type Query = NonNullable<CallOf<typeof listIntegrations>['query']>;

export type IntegrationListSearch = Omit<ListSearch, 'sort'> &
  Pick<Query, 'status' | 'authorization' | 'sort'>;

/** Deleted ones come newest first, unless the address says otherwise. */
export function toListQuery(search: IntegrationListSearch): Query {
  return { ...search, sort: search.sort ?? defaultSortOf(search) };
}

function defaultSortOf({ status }: IntegrationListSearch): NonNullable<Query['sort']> {
  return status === 'deleted' ? '-updatedAt' : 'name';
}

export interface IntegrationListProps {
  search: IntegrationListSearch;
  mayChange: boolean;
}

/** The list of integrations, or of deleted ones under that filter. */
export function IntegrationList({ search, mayChange }: IntegrationListProps) {
  const query = useQuery(integrationListQuery(toListQuery(search)));
  useLive('/api/admin/live', integrationTopics);
  const deleted = search.status === 'deleted';
  const living = mayChange ? managerColumns : viewerColumns;
  const gone = mayChange ? deletedManagerColumns : deletedViewerColumns;
  return (
    <>
      <ListPage
        caption={deleted ? 'Deleted integrations' : 'Integrations'}
        search={search}
        query={query}
        columns={deleted ? gone : living}
        rowKey={(row) => row.id}
        searchLabel="Search by name…"
        filters={integrationFilters}
        moreFilters={<SortSelect value={toListQuery(search).sort ?? 'name'} deleted={deleted} />}
        defaultSort={defaultSortOf(search)}
        empty={
          <EmptyState title="No integrations yet" action={mayChange ? <CreateButton /> : undefined}>
            Each strategic partner will have its integration here: how tenants connect, which job
            types it sends, and what it hears back.
          </EmptyState>
        }
        {...(deleted ? { emptyUnder: { status: noneDeleted } } : {})}
      />
      {!deleted && query.data !== undefined && query.data.items.length > 0 && (
        <FiguresNote summedAt={query.data.summedAt} />
      )}
    </>
  );
}

const noneDeleted = (
  <EmptyState title="No deleted integrations">
    A deleted integration stands here, and can be restored for {restorableDays} days.
  </EmptyState>
);
