import { createFileRoute, Outlet } from '@tanstack/react-router';
import { DeliveriesList } from '#web/features/deliveries/deliveries-list.tsx';
import { DeliverySearch, toDeliveryQuery } from '#web/features/deliveries/delivery-search.ts';
import { deliveryListQuery, receiversQuery } from '#web/features/deliveries/queries.ts';
import { staffMay } from '#web/features/session/session-permission.ts';

export const Route = createFileRoute('/_admin/integrations/$id/deliveries')({
  validateSearch: DeliverySearch.omit({ integration: true }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps, params }) => {
    void context.queryClient.prefetchQuery(receiversQuery(params.id));
    void context.queryClient.prefetchQuery(
      deliveryListQuery(toDeliveryQuery({ ...deps, integration: params.id })),
    );
  },
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  const search = Route.useSearch();
  const { session } = Route.useRouteContext();
  return (
    <>
      <DeliveriesList
        search={search}
        integrationId={id}
        mayPause={staffMay(session, 'delivery.pause')}
      />
      <Outlet />
    </>
  );
}
