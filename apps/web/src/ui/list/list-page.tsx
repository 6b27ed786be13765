import { Button, Group, Text } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { toCallProblem } from '#web/api/call-problem.ts';
import type { Column } from './column.ts';
import { toTotalWords } from '../show/count-words.ts';
import { DataTable } from './data-table.tsx';
import { EmptyState } from '../page/empty-state.tsx';
import { ErrorState } from '../page/error-state.tsx';
import { FilterSelect } from './filter-select.tsx';
import styles from './list-page.module.css';
import { filtersOf, useChangeSearch, type ListSearch } from './list-search.ts';
import { Pager } from './pager.tsx';
import { ProblemAlert } from '../page/problem-alert.tsx';
import { SearchBox } from './search-box.tsx';

export interface ListPageResult<Row> {
  items: readonly Row[];
  nextCursor: string | null;
  total?: number | undefined;
}

export interface ListFilter {
  /** Its name in the route's search schema. */
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
}

export interface ListPageProps<Row> {
  /** What is listed, for screen readers: "Integrations". */
  caption: string;
  /** `Route.useSearch()`: the page's whole state. */
  search: ListSearch & Readonly<Record<string, unknown>>;
  /** `useQuery({ …, placeholderData: keepPreviousData })` of the endpoint's page. */
  query: UseQueryResult<ListPageResult<Row>>;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  /** "Search by name…"; left out, there is no search. */
  searchLabel?: string;
  filters?: readonly ListFilter[];
  /** Filters that need more than a short list of options; they change the address by `useChangeSearch`. */
  moreFilters?: ReactNode;
  /** The order when the address names none. */
  defaultSort?: string;
  /** What stands here before there is anything. */
  empty: ReactNode;
  /** By a filter's name: what stands here when that one alone leaves nothing, instead of "Nothing matches". */
  emptyUnder?: Readonly<Record<string, ReactNode>>;
  /** Rows become cards at 768 px and below, unless false. */
  cards?: boolean;
  strong?: (row: Row) => boolean;
  fresh?: (row: Row) => boolean;
  /** Stands over the rows, such as how many came meanwhile. */
  notice?: ReactNode;
  /** Stands at the end of the filter row, such as the Live pill. */
  aside?: ReactNode;
}

/** Everything of a list under its PageHeader: search, filters, order and page live in the address and nowhere else. */
export function ListPage<Row>(props: ListPageProps<Row>) {
  const { search, query } = props;
  const change = useChangeSearch();
  return (
    <section aria-label={props.caption}>
      <div className={styles['bar']}>
        {props.searchLabel !== undefined && (
          <div className={styles['search']}>
            <SearchBox
              label={props.searchLabel}
              value={search.search ?? ''}
              onChange={(text) =>
                change({ search: text === '' ? undefined : text }, { replace: true })
              }
            />
          </div>
        )}
        <Filters {...props} />
        <Group gap="md" ml="auto">
          <Text component="output" c="dimmed" className={styles['total']}>
            {query.data === undefined ? '' : `${toTotalWords(query.data.total)} in all`}
          </Text>
          {props.aside}
        </Group>
      </div>
      <ListBody
        {...props}
        onSort={(sort) => change({ sort })}
        onClear={(names) => change(cleared(names))}
      />
    </section>
  );
}

/** On a phone they fold behind a button that tells how many are in use, so that the rows begin on the first screen. */
function Filters<Row>({
  search,
  filters = [],
  moreFilters,
}: Pick<ListPageProps<Row>, 'search' | 'filters' | 'moreFilters'>) {
  const change = useChangeSearch();
  const isPhone = useMediaQuery('(max-width: 36em)', false, { getInitialValueInEffect: false });
  const [opened, { toggle }] = useDisclosure(false);
  const folds = isPhone && filters.length > 1;
  const inUse = filtersOf(search).filter((name) => name !== 'search').length;
  return (
    <>
      {folds && (
        <Button
          variant="default"
          leftSection={<IconFilter size={18} aria-hidden />}
          aria-expanded={opened}
          onClick={toggle}
        >
          {inUse === 0 ? 'Filters' : `Filters (${inUse})`}
        </Button>
      )}
      {(!folds || opened) && (
        <>
          {filters.map(({ name, label, options }) => (
            <FilterSelect
              key={name}
              label={label}
              options={options}
              value={search[name] as string | undefined}
              onChange={(value) => change({ [name]: value })}
            />
          ))}
          {moreFilters}
        </>
      )}
    </>
  );
}

function cleared(names: readonly string[]): Record<string, undefined> {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

interface ListBodyProps<Row> extends ListPageProps<Row> {
  onSort: (sort: string) => void;
  onClear: (names: readonly string[]) => void;
}

function ListBody<Row>({ query, search, onSort, onClear, ...props }: ListBodyProps<Row>) {
  const { data, error } = query;
  if (error !== null && data === undefined)
    return <ErrorState error={error} onRetry={() => void query.refetch()} />;
  if (data?.items.length === 0 && !query.isPlaceholderData) {
    const filters = filtersOf(search);
    if (filters.length > 0)
      return (
        props.emptyUnder?.[filters.join()] ?? <NothingMatches onClear={() => onClear(filters)} />
      );
    if (search.cursor === undefined) return props.empty;
  }
  return (
    <>
      {error !== null && <ProblemAlert problem={toCallProblem(error)} />}
      {props.notice}
      <DataTable
        caption={props.caption}
        columns={props.columns}
        rows={data?.items}
        rowKey={props.rowKey}
        cards={props.cards ?? true}
        sort={search.sort ?? props.defaultSort}
        onSort={onSort}
        busy={query.isPlaceholderData}
        {...(props.strong === undefined ? {} : { strong: props.strong })}
        {...(props.fresh === undefined ? {} : { fresh: props.fresh })}
      />
      {data !== undefined && (
        <Pager
          shown={data.items.length}
          total={data.total}
          cursor={search.cursor}
          nextCursor={data.nextCursor}
        />
      )}
    </>
  );
}

function NothingMatches({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      title="Nothing matches"
      action={
        <Button variant="default" onClick={onClear}>
          Clear search and filters
        </Button>
      }
    >
      Try other words, or take a filter away.
    </EmptyState>
  );
}
