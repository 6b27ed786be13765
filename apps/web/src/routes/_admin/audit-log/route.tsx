import { createFileRoute, linkOptions, Outlet } from '@tanstack/react-router';
import { AuditList } from '#web/features/audit/audit-list.tsx';
import { AuditSearch, toAuditQuery } from '#web/features/audit/audit-search.ts';
import { auditListQuery } from '#web/features/audit/queries.ts';
import { PageHeader } from '#web/ui/page/page-header.tsx';

export const Route = createFileRoute('/_admin/audit-log')({
  validateSearch: AuditSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    void context.queryClient.prefetchQuery(auditListQuery(toAuditQuery(deps))),
  component: AuditLogPage,
});

const linkTo = (id: string) =>
  linkOptions({ to: '/audit-log/$id', params: { id }, search: (before: object) => before });

function AuditLogPage() {
  const search = Route.useSearch();
  return (
    <>
      <PageHeader title="Audit log" description="Who did what, newest first" />
      <AuditList search={search} linkTo={linkTo} />
      <Outlet />
    </>
  );
}
