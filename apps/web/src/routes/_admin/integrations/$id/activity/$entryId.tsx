import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { AuditDrawer } from '#web/features/audit/audit-drawer.tsx';
import { auditEntryQuery } from '#web/features/audit/queries.ts';

/** Opens beside the list, which stays as it was. */
export const Route = createFileRoute('/_admin/integrations/$id/activity/$entryId')({
  loader: ({ context, params }) =>
    void context.queryClient.prefetchQuery(auditEntryQuery(params.entryId)),
  component: Page,
});

function Page() {
  const { id, entryId } = Route.useParams();
  const navigate = useNavigate({ from: Route.fullPath });
  return (
    <AuditDrawer
      id={entryId}
      onClose={() =>
        void navigate({
          to: '/integrations/$id/activity',
          params: { id },
          search: (before) => before,
          resetScroll: false,
        })
      }
    />
  );
}
