import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { toCallProblem } from '#web/api/call-problem.ts';
import { useLive } from '#web/api/live.ts';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { NotFoundState } from '#web/ui/page/not-found-state.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';
import { integrationQuery, integrationTopics } from '../queries.ts';
import { IntegrationHeader, integrationsCrumb } from './integration-header.tsx';
import { IntegrationTabs, integrationTabs, pagesWithoutTab } from './integration-tabs.tsx';

/** Header and tabs of one integration around the tab's page; follows what others change. */
export function IntegrationLayout({ id, readOnly }: { id: string; readOnly: boolean }) {
  const { data, error, refetch } = useQuery(integrationQuery(id));
  const tab = useTabLabel(id);
  useLive('/api/admin/live', integrationTopics);
  if (error !== null && toCallProblem(error).code === 'not_found') return <NotFoundState />;
  if (data === undefined) {
    if (error !== null) return <ErrorState whole error={error} onRetry={() => void refetch()} />;
    return <Loading />;
  }
  return (
    <>
      <IntegrationHeader integration={data} readOnly={readOnly} part={tab} />
      <IntegrationTabs id={id} connectedTenants={data.connectedTenants} />
      <Outlet />
    </>
  );
}

/** The open tab's or page's name; none on Set-up, which is the integration itself. */
function useTabLabel(id: string): string | undefined {
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  return [...integrationTabs.slice(1), ...pagesWithoutTab].find(({ path }) =>
    pathname.startsWith(path.replace('$id', id)),
  )?.label;
}

function Loading() {
  return (
    <div aria-busy>
      <PageHeader
        title="Integration"
        breadcrumbs={[integrationsCrumb]}
        logo={<Skeleton height={44} width={44} />}
      />
      <Skeleton height={36} mb="lg" />
      <Stack gap="sm">
        {[0, 1, 2, 3, 4, 5].map((card) => (
          <Skeleton key={card} height={88} />
        ))}
      </Stack>
    </div>
  );
}
