import { createFileRoute, Outlet } from '@tanstack/react-router';
import { ConnectionSearch } from '#web/features/tenants/connection-search.ts';
import { ConnectionsList } from '#web/features/tenants/connections-list.tsx';
import { connectionListQuery } from '#web/features/tenants/queries.ts';

export const Route = createFileRoute('/_admin/integrations/$id/tenants')({
  validateSearch: ConnectionSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps, params }) =>
    void context.queryClient.prefetchQuery(
      connectionListQuery({ ...deps, integrationId: params.id }),
    ),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  const search = Route.useSearch();
  return (
    <>
      <ConnectionsList of={{ integrationId: id }} search={search} />
      <Outlet />
    </>
  );
}
