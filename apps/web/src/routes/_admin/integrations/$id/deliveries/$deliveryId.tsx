import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { DeliveryDrawer } from '#web/features/deliveries/delivery-drawer.tsx';
import { deliveryQuery } from '#web/features/deliveries/queries.ts';
import { staffMay } from '#web/features/session/session-permission.ts';

/** Opens beside the list, which stays as it was. */
export const Route = createFileRoute('/_admin/integrations/$id/deliveries/$deliveryId')({
  loader: ({ context, params }) =>
    void context.queryClient.prefetchQuery(deliveryQuery(params.deliveryId)),
  component: Page,
});

function Page() {
  const { deliveryId } = Route.useParams();
  const { session } = Route.useRouteContext();
  const navigate = useNavigate({ from: Route.fullPath });
  return (
    <DeliveryDrawer
      id={deliveryId}
      mayResend={staffMay(session, 'delivery.resend')}
      onClose={() =>
        void navigate({
          to: '/integrations/$id/deliveries',
          search: (before) => before,
          resetScroll: false,
        })
      }
    />
  );
}
