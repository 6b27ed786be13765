import { createFileRoute, Outlet } from '@tanstack/react-router';
import { DeliveriesList } from '#web/features/deliveries/deliveries-list.tsx';
import { DeliverySearch, toDeliveryQuery } from '#web/features/deliveries/delivery-search.ts';
import { deliveryListQuery, receiversQuery } from '#web/features/deliveries/queries.ts';
import { staffMay } from '#web/features/session/session-permission.ts';
import { PageHeader } from '#web/ui/page/page-header.tsx';

export const Route = createFileRoute('/_admin/deliveries')({
  validateSearch: DeliverySearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchQuery(receiversQuery(undefined));
    void context.queryClient.prefetchQuery(deliveryListQuery(toDeliveryQuery(deps)));
  },
  component: DeliveriesPage,
});

function DeliveriesPage() {
  const search = Route.useSearch();
  const { session } = Route.useRouteContext();
  return (
    <>
      <PageHeader title="Deliveries" description="Webhook messages to partners, newest first" />
      <DeliveriesList search={search} mayPause={staffMay(session, 'delivery.pause')} />
      <Outlet />
    </>
  );
}
