import { createFileRoute } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useLive } from '#web/api/live.ts';
import { tenantMay } from '#web/features/session/session-permission.ts';
import { IntegrationCards } from '#web/features/tenant-integrations/list/integration-cards.tsx';
import {
  tenantIntegrationListQuery,
  tenantIntegrationTopics,
} from '#web/features/tenant-integrations/queries.ts';
import { PageHeader } from '#web/ui/page/page-header.tsx';

export const Route = createFileRoute('/tenant/$tenantId/integrations/')({
  loader: ({ context, params }) =>
    void context.queryClient.prefetchQuery(tenantIntegrationListQuery(params.tenantId)),
  component: Page,
});

function Page() {
  const { tenantId } = Route.useParams();
  const { session } = Route.useRouteContext();
  const topics = useMemo(() => tenantIntegrationTopics(tenantId), [tenantId]);
  useLive(`/api/tenant/${tenantId}/live`, topics);
  return (
    <>
      <PageHeader title="Integrations" description="Partners that can send you leads" />
      <IntegrationCards
        tenantId={tenantId}
        mayConnect={tenantMay(session, tenantId, 'connection.start')}
      />
    </>
  );
}
