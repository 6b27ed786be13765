import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { AuditDrawer } from '#web/features/audit/audit-drawer.tsx';
import { auditEntryQuery } from '#web/features/audit/queries.ts';

/** Opens beside the list, which stays as it was. */
export const Route = createFileRoute('/_admin/audit-log/$id')({
  loader: ({ context, params }) =>
    void context.queryClient.prefetchQuery(auditEntryQuery(params.id)),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  const navigate = useNavigate({ from: Route.fullPath });
  return (
    <AuditDrawer
      id={id}
      onClose={() =>
        void navigate({ to: '/audit-log', search: (before) => before, resetScroll: false })
      }
    />
  );
}
