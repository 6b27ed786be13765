import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute, Navigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { z } from 'zod';
import { toCallProblem } from '#web/api/call-problem.ts';
import { useLive } from '#web/api/live.ts';
import { tenantMay } from '#web/features/session/session-permission.ts';
import { connectSteps } from '#web/features/tenant-integrations/connect/connect-step.ts';
import { IntegrationPage } from '#web/features/tenant-integrations/integration-page.tsx';
import {
  tenantIntegrationQuery,
  tenantIntegrationTopics,
} from '#web/features/tenant-integrations/queries.ts';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';

const Search = z.object({ step: z.enum(connectSteps).optional().catch(undefined) });

export const Route = createFileRoute('/tenant/$tenantId/integrations/$integrationId/')({
  validateSearch: Search,
  loader: ({ context, params: { tenantId, integrationId } }) =>
    void context.queryClient.prefetchQuery(tenantIntegrationQuery(tenantId, integrationId)),
  component: Page,
});

function Page() {
  const { tenantId, integrationId } = Route.useParams();
  const { session, membership } = Route.useRouteContext();
  const { step } = Route.useSearch();
  const navigate = Route.useNavigate();
  const { data, error, refetch } = useQuery(tenantIntegrationQuery(tenantId, integrationId));
  const topics = useMemo(() => tenantIntegrationTopics(tenantId), [tenantId]);
  useLive(`/api/tenant/${tenantId}/live`, topics);
  // A paused one that was disconnected is no longer the company's to see.
  if (data !== undefined && error !== null && toCallProblem(error).code === 'not_found')
    return <Navigate to="/tenant/$tenantId/integrations" params={{ tenantId }} replace />;
  if (data === undefined) {
    if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} whole />;
    return (
      <PageHeader
        title="Integration"
        description={<Skeleton h={14} w={280} component="span" display="block" />}
      />
    );
  }
  return (
    <IntegrationPage
      key={integrationId}
      tenantId={tenantId}
      tenantName={membership.tenantName}
      integration={data}
      mayConnect={tenantMay(session, tenantId, 'connection.start')}
      wanted={step}
      onStep={(next) => void navigate({ search: next === undefined ? {} : { step: next } })}
    />
  );
}
