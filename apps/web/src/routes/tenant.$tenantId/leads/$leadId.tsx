import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useLive } from '#web/api/live.ts';
import { LeadPage } from '#web/features/leads/page/lead-page.tsx';
import { LeadSkeleton } from '#web/features/leads/page/lead-skeleton.tsx';
import { leadQuery, leadTopics } from '#web/features/leads/queries.ts';
import { ErrorState } from '#web/ui/page/error-state.tsx';

export const Route = createFileRoute('/tenant/$tenantId/leads/$leadId')({
  loader: ({ context, params: { tenantId, leadId } }) =>
    void context.queryClient.prefetchQuery(leadQuery(tenantId, leadId)),
  component: Page,
});

function Page() {
  const { tenantId, leadId } = Route.useParams();
  const { user } = Route.useRouteContext().session;
  const { data: lead, error, refetch } = useQuery(leadQuery(tenantId, leadId));
  const topics = useMemo(() => leadTopics(tenantId, user.id), [tenantId, user.id]);
  useLive(`/api/tenant/${tenantId}/live`, topics);
  if (lead !== undefined) {
    return <LeadPage key={lead.id} tenantId={tenantId} lead={lead} userId={user.id} />;
  }
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} whole />;
  return <LeadSkeleton tenantId={tenantId} />;
}
