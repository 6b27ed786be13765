import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { requestQuery } from '#web/features/requests/queries.ts';
import { RequestDrawer } from '#web/features/requests/request-drawer.tsx';

/** Opens beside the list, which stays as it was. */
export const Route = createFileRoute('/_admin/integrations/$id/requests/$requestId')({
  loader: ({ context, params }) =>
    void context.queryClient.prefetchQuery(requestQuery(params.requestId)),
  component: Page,
});

function Page() {
  const { id, requestId } = Route.useParams();
  const navigate = useNavigate({ from: Route.fullPath });
  return (
    <RequestDrawer
      id={requestId}
      onClose={() =>
        void navigate({
          to: '/integrations/$id/requests',
          params: { id },
          search: (before) => before,
          resetScroll: false,
        })
      }
    />
  );
}
