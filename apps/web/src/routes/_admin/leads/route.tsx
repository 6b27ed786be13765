import { createFileRoute, Outlet } from '@tanstack/react-router';
import { StaffLeadSearch, toStaffLeadQuery } from '#web/features/admin-leads/lead-search.ts';
import { staffLeadListQuery } from '#web/features/admin-leads/queries.ts';
import { StaffLeadsList } from '#web/features/admin-leads/staff-leads-list.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';

export const Route = createFileRoute('/_admin/leads')({
  validateSearch: StaffLeadSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    void context.queryClient.prefetchQuery(staffLeadListQuery(toStaffLeadQuery(deps))),
  component: Page,
});

function Page() {
  const search = Route.useSearch();
  return (
    <>
      <PageHeader
        title="Leads"
        description="Bookings of all partners, newest first; customers are masked"
      />
      <StaffLeadsList search={search} />
      <Outlet />
    </>
  );
}
