import { createFileRoute, Outlet } from '@tanstack/react-router';
import { StaffLeadSearch, toStaffLeadQuery } from '#web/features/admin-leads/lead-search.ts';
import { staffLeadListQuery } from '#web/features/admin-leads/queries.ts';
import { StaffLeadsList } from '#web/features/admin-leads/staff-leads-list.tsx';

export const Route = createFileRoute('/_admin/integrations/$id/leads')({
  validateSearch: StaffLeadSearch.omit({ integration: true }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps, params }) =>
    void context.queryClient.prefetchQuery(
      staffLeadListQuery(toStaffLeadQuery({ ...deps, integration: params.id })),
    ),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  const search = Route.useSearch();
  return (
    <>
      <StaffLeadsList search={search} integrationId={id} />
      <Outlet />
    </>
  );
}
