import { Skeleton, Table, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react';
import type { Column, RowsProps } from './column.ts';
import styles from './data-table.module.css';
import { nextSort } from './list-search.ts';
import { RowCards } from './row-cards.tsx';

export interface DataTableProps<Row> extends RowsProps<Row> {
  /** Rows become cards at 768 px and below, unless false. */
  cards?: boolean;
  sort?: string | undefined;
  onSort?: (sort: string) => void;
}

const skeletonRows = [0, 1, 2, 3, 4, 5, 6, 7];

/** A list as a real table. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, cards = true, busy = false, strong, fresh } = props;
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  if (cards && narrow) return <RowCards {...props} />;
  return (
    <div className={styles['frame']} data-busy={busy || undefined}>
      <Table
        highlightOnHover={rows !== undefined}
        highlightOnHoverColor="var(--surface-sunken)"
        borderColor="var(--line)"
        aria-busy={busy || rows === undefined}
      >
        <caption className={styles['caption']}>
          <VisuallyHidden>{caption}</VisuallyHidden>
        </caption>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <HeaderCell
                key={column.key}
                column={column}
                sort={props.sort}
                onSort={props.onSort}
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows === undefined
            ? skeletonRows.map((row) => (
                <Table.Tr key={row}>
                  {columns.map((column) => (
                    <Table.Td key={column.key} {...cellProps(column)}>
                      <CellSkeleton column={column} />
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))
            : rows.map((row) => (
                <Table.Tr
                  key={rowKey(row)}
                  data-strong={strong?.(row) === true || undefined}
                  data-fresh={fresh?.(row) === true || undefined}
                >
                  {columns.map((column) => (
                    <Table.Td key={column.key} {...cellProps(column)}>
                      {column.cell(row)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function CellSkeleton<Row>({ column }: { column: Column<Row> }) {
  const width = column.numeric === true ? '3rem' : '70%';
  return (
    <>
      <Skeleton height={14} my={3} width={width} ml={column.numeric === true ? 'auto' : 0} />
      {column.twoLines === true && <Skeleton height={10} my={3} width="50%" />}
    </>
  );
}

const nowrap = { whiteSpace: 'nowrap' } as const;

function cellProps<Row>(column: Column<Row>) {
  return {
    ta: column.numeric === true || column.actions === true ? ('end' as const) : undefined,
    w: column.width,
    style: column.nowrap === true || column.numeric === true ? nowrap : undefined,
    className: column.wideOnly === true ? styles['wideOnly'] : undefined,
  };
}

interface HeaderCellProps<Row> {
  column: Column<Row>;
  sort: string | undefined;
  onSort: ((sort: string) => void) | undefined;
}

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const { header, sort: by } = column;
  if (column.actions === true) {
    return (
      <Table.Th {...cellProps(column)}>
        <VisuallyHidden>{header}</VisuallyHidden>
      </Table.Th>
    );
  }
  if (by === undefined || onSort === undefined)
    return <Table.Th {...cellProps(column)}>{header}</Table.Th>;
  const order = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : 'none';
  const Icon = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort }[order];
  return (
    <Table.Th {...cellProps(column)} aria-sort={order}>
      <UnstyledButton
        className={styles['sort']}
        data-order={order}
        onClick={() => onSort(nextSort(by, sort))}
      >
        {header}
        <Icon size={14} aria-hidden />
      </UnstyledButton>
    </Table.Th>
  );
}
