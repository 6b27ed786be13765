import type { ReactNode } from 'react';

/** One column of a DataTable, one line of its cards on a phone. */
export interface Column<Row> {
  key: string;
  header: string;
  /** The row's cell; in the first column it is the row's name, as a link. Write "–" where there is none. */
  cell: (row: Row) => ReactNode;
  /** Short words that stay on one line; numbers do anyway. */
  nowrap?: boolean;
  /** Numbers stand right-aligned. */
  numeric?: boolean;
  /** The value of `sort` in the address that orders by this column. */
  sort?: string;
  /** CSS width, for columns that must not jump. */
  width?: string;
  /** The cell has a small second line; its skeleton has one too, so that nothing moves when data arrives. */
  twoLines?: boolean;
  /** For buttons and menus: the header is for screen readers only, and the card has it at its end. */
  actions?: boolean;
  /** Left out between 769 and 1024 px, where it is not needed to tell rows apart. */
  wideOnly?: boolean;
}

/** What a table and a list of cards both show. */
export interface RowsProps<Row> {
  /** What is listed, for screen readers: "Integrations". */
  caption: string;
  columns: readonly Column<Row>[];
  /** Undefined while loading: rows in the shape of what comes. */
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  /** A newer page is on its way. */
  busy?: boolean;
  /** Marks a row, such as an unread lead. */
  strong?: (row: Row) => boolean;
  /** Marks a row that came while the list was open. */
  fresh?: (row: Row) => boolean;
}
