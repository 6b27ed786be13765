import { Alert, Skeleton, Stack, Text } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Integration } from '@leads/contract/integrations';
import { toCallProblem } from '#web/api/call-problem.ts';
import { useLive } from '#web/api/live.ts';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { NotFoundState } from '#web/ui/page/not-found-state.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';
import { integrationQuery, integrationTopics } from '../queries.ts';
import { MissingParts } from '../status/missing-parts.tsx';
import { IntegrationHeader, integrationsCrumb } from './integration-header.tsx';
import type { SectionSlug } from './section-slug.ts';
import { SetUpCards } from './set-up-cards.tsx';

export interface IntegrationPageProps {
  id: string;
  open: SectionSlug | undefined;
  readOnly: boolean;
}

/** One integration: header and set-up; follows what others change. */
export function IntegrationPage({ id, open, readOnly }: IntegrationPageProps) {
  const { data, error, refetch } = useQuery(integrationQuery(id));
  useLive('/api/admin/live', integrationTopics);
  if (error !== null && toCallProblem(error).code === 'not_found') return <NotFoundState />;
  if (data === undefined) {
    if (error !== null) return <ErrorState whole error={error} onRetry={() => void refetch()} />;
    return <Loading />;
  }
  return (
    <>
      <IntegrationHeader integration={data} readOnly={readOnly} />
      <NotActiveYet integration={data} />
      <SetUpCards integration={data} open={open} readOnly={readOnly} />
    </>
  );
}

/** All six are done, and yet it cannot be active: says what is left, which no card of the six does. */
function NotActiveYet({ integration }: { integration: Integration }) {
  const { id, status, missing } = integration;
  if (status === 'active') return null;
  if (missing.length === 0) {
    return (
      <Alert variant="light" color="green" icon={<IconListCheck size={18} />} mb="md">
        <Text>Everything is set up. Turn the Status on to let tenants connect.</Text>
      </Alert>
    );
  }
  if (missing.some(({ section }) => section !== 'credentials')) return null;
  return (
    <Alert variant="light" color="yellow" icon={<IconListCheck size={18} />} mb="md">
      <MissingParts integrationId={id} missing={missing} />
    </Alert>
  );
}

function Loading() {
  return (
    <div aria-busy>
      <PageHeader
        title="Integration"
        breadcrumbs={[integrationsCrumb]}
        logo={<Skeleton height={44} width={44} />}
      />
      <Stack gap="sm">
        {[0, 1, 2, 3, 4, 5].map((card) => (
          <Skeleton key={card} height={88} />
        ))}
      </Stack>
    </div>
  );
}
