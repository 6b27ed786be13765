import { useQuery } from '@tanstack/react-query';
import { createFileRoute, Outlet } from '@tanstack/react-router';
import { useLive } from '#web/api/live.ts';
import { deliveryColumns } from '#web/features/deliveries/delivery-columns.tsx';
import {
  deliveryFilters,
  DeliverySearch,
  toDeliveryQuery,
} from '#web/features/deliveries/delivery-search.ts';
import { IntegrationFilter } from '#web/features/deliveries/integration-filter.tsx';
import { deliveryListQuery, deliveryTopics } from '#web/features/deliveries/queries.ts';
import { ListPage } from '#web/ui/list/list-page.tsx';
import { useChangeSearch } from '#web/ui/list/list-search.ts';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';
import { LivePill } from '#web/ui/show/live-pill.tsx';

export const Route = createFileRoute('/_admin/deliveries')({
  validateSearch: DeliverySearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    void context.queryClient.prefetchQuery(deliveryListQuery(toDeliveryQuery(deps))),
  component: DeliveriesPage,
});

function DeliveriesPage() {
  const search = Route.useSearch();
  const query = useQuery(deliveryListQuery(toDeliveryQuery(search)));
  const live = useLive('/api/admin/live', deliveryTopics);
  const change = useChangeSearch();
  return (
    <>
      <PageHeader title="Deliveries" description="Webhook messages to partners, newest first" />
      <ListPage
        caption="Deliveries"
        search={search}
        query={query}
        columns={deliveryColumns}
        rowKey={(row) => row.id}
        searchLabel="Booking id or webhook-id…"
        filters={deliveryFilters}
        moreFilters={
          <IntegrationFilter
            value={search.integration}
            onChange={(integration) => change({ integration })}
          />
        }
        aside={<LivePill state={live} />}
        empty={
          <EmptyState title="Nothing sent yet">
            Each webhook message to a partner will be here, with every try and its answer.
          </EmptyState>
        }
      />
      <Outlet />
    </>
  );
}
