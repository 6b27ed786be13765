import { createFileRoute, linkOptions, Outlet } from '@tanstack/react-router';
import { useCallback } from 'react';
import { AuditList } from '#web/features/audit/audit-list.tsx';
import { AuditSearch, toAuditQuery } from '#web/features/audit/audit-search.ts';
import { auditListQuery } from '#web/features/audit/queries.ts';

export const Route = createFileRoute('/_admin/integrations/$id/activity')({
  validateSearch: AuditSearch.omit({ integration: true }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps, params }) =>
    void context.queryClient.prefetchQuery(
      auditListQuery(toAuditQuery({ ...deps, integration: params.id })),
    ),
  component: ActivityPage,
});

function ActivityPage() {
  const { id } = Route.useParams();
  const search = Route.useSearch();
  const linkTo = useCallback(
    (entryId: string) =>
      linkOptions({
        to: '/integrations/$id/activity/$entryId',
        params: { id, entryId },
        search: (before: object) => before,
      }),
    [id],
  );
  return (
    <>
      <AuditList search={search} integrationId={id} linkTo={linkTo} />
      <Outlet />
    </>
  );
}
