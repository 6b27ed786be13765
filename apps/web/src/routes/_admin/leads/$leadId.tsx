import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { LeadDrawer } from '#web/features/admin-leads/lead-drawer.tsx';
import { staffLeadQuery } from '#web/features/admin-leads/queries.ts';
import { staffMay } from '#web/features/session/session-permission.ts';

/** Opens beside the list, which stays as it was. */
export const Route = createFileRoute('/_admin/leads/$leadId')({
  loader: ({ context, params }) =>
    void context.queryClient.prefetchQuery(staffLeadQuery(params.leadId)),
  component: Page,
});

function Page() {
  const { leadId } = Route.useParams();
  const { session } = Route.useRouteContext();
  const navigate = useNavigate({ from: Route.fullPath });
  return (
    <LeadDrawer
      id={leadId}
      mayReveal={staffMay(session, 'lead.reveal_customer')}
      mayErase={staffMay(session, 'lead.erase')}
      onClose={() =>
        void navigate({ to: '/leads', search: (before) => before, resetScroll: false })
      }
    />
  );
}
