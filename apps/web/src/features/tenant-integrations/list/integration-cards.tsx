import { Button, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPlugConnected } from '@tabler/icons-react';
import type { TenantIntegration } from '@leads/contract/tenant-integrations';
import { FilterSelect } from '#web/ui/list/filter-select.tsx';
import { useChangeSearch } from '#web/ui/list/list-search.ts';
import { SearchBox } from '#web/ui/list/search-box.tsx';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { tenantIntegrationListQuery } from '../queries.ts';
import {
  cardStateLabels,
  cardStates,
  findIntegrations,
  type CardFilter,
} from './find-integrations.ts';
import { IntegrationCard } from './integration-card.tsx';
import styles from './integration-cards.module.css';

/** Fewer are seen at a glance. */
const manyFrom = 7;

export interface IntegrationCardsProps {
  tenantId: string;
  mayConnect: boolean;
  /** What the address asks for. */
  filter: CardFilter;
}

/** The partners that this company may connect to or is connected to. */
export function IntegrationCards({ tenantId, mayConnect, filter }: IntegrationCardsProps) {
  const { data, error, refetch } = useQuery(tenantIntegrationListQuery(tenantId));
  if (data === undefined) {
    if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return <CardSkeletons />;
  }
  const { integrations } = data;
  if (integrations.length === 0) {
    return (
      <EmptyState title="No partners yet" icon={<IconPlugConnected size={24} />}>
        Partners that are open to your company will be here. Ask the platform for one that you miss.
      </EmptyState>
    );
  }
  const found = findIntegrations(integrations, filter);
  return (
    <Stack gap="md">
      {integrations.length >= manyFrom && <Filters filter={filter} integrations={found} />}
      {found.length === 0 ? (
        <NothingFound />
      ) : (
        <ul className={styles['grid']}>
          {found.map((integration) => (
            <li key={integration.id}>
              <IntegrationCard
                tenantId={tenantId}
                integration={integration}
                mayConnect={mayConnect}
              />
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}

function Filters({
  filter,
  integrations,
}: {
  filter: CardFilter;
  integrations: readonly TenantIntegration[];
}) {
  const change = useChangeSearch();
  return (
    <Group gap="sm">
      <div className={styles['search']}>
        <SearchBox
          label="Search partners…"
          value={filter.search ?? ''}
          onChange={(search) =>
            change({ search: search === '' ? undefined : search }, { replace: true })
          }
        />
      </div>
      <FilterSelect
        label="State"
        options={cardStates.map((value) => ({ value, label: cardStateLabels[value] }))}
        value={filter.state}
        onChange={(state) => change({ state })}
      />
      <Text component="output" c="dimmed" className={styles['total'] ?? ''}>
        {toCountedWords(integrations.length, 'partner')}
      </Text>
    </Group>
  );
}

function NothingFound() {
  const change = useChangeSearch();
  return (
    <EmptyState
      title="No partner matches"
      action={
        <Button variant="default" onClick={() => change({ search: undefined, state: undefined })}>
          Show all partners
        </Button>
      }
    >
      Try another word, or look at all of them.
    </EmptyState>
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
