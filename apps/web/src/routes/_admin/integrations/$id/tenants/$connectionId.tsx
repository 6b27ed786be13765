import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { staffMay } from '#web/features/session/session-permission.ts';
import { ConnectionDrawer } from '#web/features/tenants/connection-drawer.tsx';
import { connectionQuery } from '#web/features/tenants/queries.ts';

/** Opens beside the list, which stays as it was. */
export const Route = createFileRoute('/_admin/integrations/$id/tenants/$connectionId')({
  loader: ({ context, params }) =>
    void context.queryClient.prefetchQuery(connectionQuery(params.connectionId)),
  component: Page,
});

function Page() {
  const { connectionId } = Route.useParams();
  const { session } = Route.useRouteContext();
  const navigate = useNavigate({ from: Route.fullPath });
  return (
    <ConnectionDrawer
      id={connectionId}
      mayManage={staffMay(session, 'connection.disconnect')}
      onClose={() =>
        void navigate({
          to: '/integrations/$id/tenants',
          search: (before) => before,
          resetScroll: false,
        })
      }
    />
  );
}
