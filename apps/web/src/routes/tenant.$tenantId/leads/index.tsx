import { createFileRoute } from '@tanstack/react-router';
import { Inbox } from '#web/features/leads/inbox.tsx';
import { LeadSearch, toLeadQuery } from '#web/features/leads/lead-search.ts';
import { leadListQuery } from '#web/features/leads/queries.ts';
import { tenantIntegrationListQuery } from '#web/features/tenant-integrations/queries.ts';

export const Route = createFileRoute('/tenant/$tenantId/leads/')({
  validateSearch: LeadSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps, params: { tenantId } }) => {
    void context.queryClient.prefetchQuery(leadListQuery(tenantId, toLeadQuery(deps)));
    void context.queryClient.prefetchQuery(tenantIntegrationListQuery(tenantId));
  },
  component: LeadsPage,
});

function LeadsPage() {
  const { tenantId } = Route.useParams();
  const { session, membership } = Route.useRouteContext();
  return (
    <Inbox
      tenantId={tenantId}
      timeZone={membership.tenantTimeZone}
      userId={session.user.id}
      search={Route.useSearch()}
    />
  );
}
