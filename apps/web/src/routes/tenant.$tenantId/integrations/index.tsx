import { createFileRoute } from '@tanstack/react-router';
import { useMemo } from 'react';
import { z } from 'zod';
import { useLive } from '#web/api/live.ts';
import { tenantMay } from '#web/features/session/session-permission.ts';
import { cardStates } from '#web/features/tenant-integrations/list/find-integrations.ts';
import { IntegrationCards } from '#web/features/tenant-integrations/list/integration-cards.tsx';
import {
  tenantIntegrationListQuery,
  tenantIntegrationTopics,
} from '#web/features/tenant-integrations/queries.ts';
import { PageHeader } from '#web/ui/page/page-header.tsx';

const Search = z.object({
  search: z.string().max(200).optional().catch(undefined),
  state: z.enum(cardStates).optional().catch(undefined),
});

export const Route = createFileRoute('/tenant/$tenantId/integrations/')({
  validateSearch: Search,
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
        filter={Route.useSearch()}
        mayConnect={tenantMay(session, tenantId, 'connection.start')}
      />
    </>
  );
}
