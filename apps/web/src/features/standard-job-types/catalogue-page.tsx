import type { CatalogueTrade } from '@leads/contract/standard-job-types';
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLive } from '#web/api/live.ts';
import { FilterSelect } from '#web/ui/list/filter-select.tsx';
import { useChangeSearch } from '#web/ui/list/list-search.ts';
import { SearchBox } from '#web/ui/list/search-box.tsx';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { LivePill } from '#web/ui/show/live-pill.tsx';
import styles from './catalogue.module.css';
import { filterCatalogue, type ShownState } from './filter-catalogue.ts';
import { AddTradeDialog } from './name-dialogs.tsx';
import { catalogueQuery, catalogueTopics } from './queries.ts';
import { TradeSection } from './trade-section.tsx';
import { UsesDrawer } from './uses-drawer.tsx';

export interface CataloguePageProps {
  search: { search?: string | undefined; show?: ShownState | undefined; uses?: string | undefined };
  mayChange: boolean;
}

const shownOptions = [
  { value: 'in_use', label: 'In use' },
  { value: 'unused', label: 'Unused' },
  { value: 'retired', label: 'Retired' },
];

/** The platform's catalogue: trades with their standard job types, and who uses each. */
export function CataloguePage({ search, mayChange }: CataloguePageProps) {
  const query = useQuery(catalogueQuery);
  const live = useLive('/api/admin/live', catalogueTopics);
  const change = useChangeSearch();
  const [adding, { open, close }] = useDisclosure(false);
  const trades = query.data?.trades;
  const shown =
    trades && filterCatalogue(trades, { search: search.search ?? '', show: search.show });
  const opened = trades
    ?.flatMap((trade) => trade.standardJobTypes)
    .find((type) => type.id === search.uses);
  return (
    <>
      <PageHeader
        title="Standard job types"
        description="What every partner’s and tenant’s job types are translated through"
        action={
          mayChange && (
            <Button leftSection={<IconPlus size={18} />} onClick={open}>
              Add trade
            </Button>
          )
        }
      />
      <div className={styles['bar']}>
        <div className={styles['search']}>
          <SearchBox
            label="Search by name or former name…"
            value={search.search ?? ''}
            onChange={(text) =>
              change({ search: text === '' ? undefined : text }, { replace: true })
            }
          />
        </div>
        <FilterSelect
          label="Show"
          options={shownOptions}
          value={search.show}
          onChange={(show) => change({ show })}
        />
        <Group gap="md" ml="auto">
          <Text component="output" c="dimmed">
            {shown === undefined ? '' : toTotals(shown)}
          </Text>
          <LivePill state={live} />
        </Group>
      </div>
      {shown !== undefined && (
        <Trades
          trades={shown}
          mayChange={mayChange}
          filtered={search.search !== undefined || search.show !== undefined}
          onClear={() => change({ search: undefined, show: undefined })}
        />
      )}
      {shown === undefined && query.error !== null && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {shown === undefined && query.error === null && (
        <Stack gap="lg" aria-busy>
          {[0, 1, 2].map((row) => (
            <Skeleton key={row} height={240} />
          ))}
        </Stack>
      )}
      <AddTradeDialog opened={adding} onClose={close} />
      {opened !== undefined && (
        <UsesDrawer type={opened} onClose={() => change({ uses: undefined })} />
      )}
    </>
  );
}

function toTotals(trades: readonly CatalogueTrade[]): string {
  const types = trades.reduce((sum, trade) => sum + trade.standardJobTypes.length, 0);
  return `${toCountedWords(types, 'job type')} in ${toCountedWords(trades.length, 'trade')}`;
}

interface TradesProps {
  trades: readonly CatalogueTrade[];
  mayChange: boolean;
  /** What was looked for is shown; else trades stay folded until somebody opens them. */
  filtered: boolean;
  onClear: () => void;
}

function Trades({ trades, mayChange, filtered, onClear }: TradesProps) {
  const [folded, setFolded] = useState<ReadonlyMap<string, boolean>>(new Map());
  if (trades.length === 0) {
    return (
      <EmptyState
        title="Nothing matches"
        action={
          <Button variant="default" onClick={onClear}>
            Clear search and filters
          </Button>
        }
      >
        Try other words, or take the filter away.
      </EmptyState>
    );
  }
  return (
    <Stack gap="lg">
      {trades.map((trade) => (
        <TradeSection
          key={trade.id}
          trade={trade}
          mayChange={mayChange}
          open={folded.get(trade.id) ?? (filtered || trades.length === 1)}
          onOpen={(open) => setFolded(new Map(folded).set(trade.id, open))}
        />
      ))}
    </Stack>
  );
}
