import { createFileRoute, Outlet } from '@tanstack/react-router';
import { ConnectionSearch } from '#web/features/tenants/connection-search.ts';
import { tenantQuery } from '#web/features/tenants/queries.ts';
import { TenantPage } from '#web/features/tenants/tenant-page.tsx';

export const Route = createFileRoute('/_admin/tenants/$tenantId')({
  validateSearch: ConnectionSearch,
  loader: ({ context, params }) =>
    void context.queryClient.prefetchQuery(tenantQuery(params.tenantId)),
  component: Page,
});

function Page() {
  const { tenantId } = Route.useParams();
  const search = Route.useSearch();
  return (
    <>
      <TenantPage key={tenantId} id={tenantId} search={search} />
      <Outlet />
    </>
  );
}
