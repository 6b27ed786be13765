import { createFileRoute, Outlet } from '@tanstack/react-router';
import { requestListQuery } from '#web/features/requests/queries.ts';
import { RequestList } from '#web/features/requests/request-list.tsx';
import { RequestSearch, toRequestQuery } from '#web/features/requests/request-search.ts';

export const Route = createFileRoute('/_admin/integrations/$id/requests')({
  validateSearch: RequestSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps, params }) =>
    void context.queryClient.prefetchQuery(requestListQuery(toRequestQuery(params.id, deps))),
  component: RequestsPage,
});

function RequestsPage() {
  const { id } = Route.useParams();
  const search = Route.useSearch();
  return (
    <>
      <RequestList search={search} integrationId={id} />
      <Outlet />
    </>
  );
}
