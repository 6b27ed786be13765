import { Paper, Skeleton, Stack } from '@mantine/core';
import type { Column, RowsProps } from './column.ts';
import styles from './row-cards.module.css';

/** The rows of a DataTable as cards, for a phone: never a sideways scroll. */
export function RowCards<Row>({
  caption,
  columns,
  rows,
  rowKey,
  busy = false,
  strong,
  fresh,
}: RowsProps<Row>) {
  const [name, ...others] = columns;
  if (rows === undefined) {
    return (
      <Stack gap="sm" aria-busy>
        {[0, 1, 2, 3].map((card) => (
          <Paper key={card} withBorder p="md">
            <Skeleton height={14} my={4} width="55%" />
            <Skeleton height={14} my={10} width="80%" />
            <Skeleton height={14} my={4} width="65%" />
          </Paper>
        ))}
      </Stack>
    );
  }
  return (
    <ul
      className={styles['list']}
      aria-label={caption}
      aria-busy={busy}
      data-busy={busy || undefined}
    >
      {rows.map((row) => (
        <Paper
          key={rowKey(row)}
          component="li"
          withBorder
          p="md"
          data-strong={strong?.(row) === true || undefined}
          data-fresh={fresh?.(row) === true || undefined}
        >
          <div className={styles['name']}>{name?.cell(row)}</div>
          <dl className={styles['lines']}>
            {others
              .filter((column) => column.actions !== true)
              .map((column) => (
                <Line key={column.key} column={column} row={row} />
              ))}
          </dl>
          {others
            .filter((column) => column.actions === true)
            .map((column) => (
              <div key={column.key} className={styles['actions']}>
                {column.cell(row)}
              </div>
            ))}
        </Paper>
      ))}
    </ul>
  );
}

function Line<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  return (
    <div className={styles['line']}>
      <dt>{column.header}</dt>
      <dd>{column.cell(row)}</dd>
    </div>
  );
}
