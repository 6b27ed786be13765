import { Paper, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPlugConnected } from '@tabler/icons-react';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { tenantIntegrationListQuery } from '../queries.ts';
import { IntegrationCard } from './integration-card.tsx';
import styles from './integration-cards.module.css';

/** The partners that this company may connect to or is connected to. */
export function IntegrationCards({
  tenantId,
  mayConnect,
}: {
  tenantId: string;
  mayConnect: boolean;
}) {
  const { data, error, refetch } = useQuery(tenantIntegrationListQuery(tenantId));
  if (data === undefined) {
    if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return <CardSkeletons />;
  }
  if (data.integrations.length === 0) {
    return (
      <EmptyState title="No partners yet" icon={<IconPlugConnected size={24} />}>
        Partners that are open to your company will be here. Ask the platform for one that you miss.
      </EmptyState>
    );
  }
  return (
    <ul className={styles['grid']}>
      {data.integrations.map((integration) => (
        <li key={integration.id}>
          <IntegrationCard tenantId={tenantId} integration={integration} mayConnect={mayConnect} />
        </li>
      ))}
    </ul>
  );
}

function CardSkeletons() {
  return (
    <div className={styles['grid']} aria-busy>
      {[0, 1, 2].map((card) => (
        <Paper key={card} withBorder p="lg">
          <Skeleton height={40} width="60%" mb="md" />
          <Skeleton height={14} my={6} />
          <Skeleton height={14} my={6} width="80%" />
          <Skeleton height={36} mt="lg" width="40%" ml="auto" />
        </Paper>
      ))}
    </div>
  );
}
