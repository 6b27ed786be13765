import { useState, useSyncExternalStore } from 'react';

/** Rows that come while the reader is this far down would push away what is being read. */
const scrolledPx = 160;

interface ArrivalsInput<Row> {
  /** The first page as it is now; undefined while it is on its way, and on later pages, where nothing arrives. */
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  /** RFC 3339 instant in UTC by which the list goes, newest first. */
  at: (row: Row) => string;
  /** What is listed; with another filter nothing has arrived yet. */
  scope: string;
}

interface Arrivals<Row> {
  /** What to show: down the page the rows stay where they are, each as it is now. */
  rows: readonly Row[] | undefined;
  /** How many wait over the first. */
  waiting: number;
  /** Whether the row came while the list was open. */
  isFresh: (row: Row) => boolean;
}

/** Lets new rows come in at the top of a live list without moving what somebody is reading further down. */
export function useArrivals<Row>({ rows, rowKey, at, scope }: ArrivalsInput<Row>): Arrivals<Row> {
  const scrolled = useSyncExternalStore(subscribeToScroll, isScrolled);
  const [seen, setSeen] = useState<{ scope: string; since: string; rows: readonly Row[] }>();
  if (rows === undefined) return { rows, waiting: 0, isFresh: () => false };
  const isSame = seen?.scope === scope;
  const since = isSame ? seen.since : newestOf(rows, at);
  const shown = isSame && scrolled ? keepPlaces(seen.rows, rows, rowKey) : rows;
  if (!isSame || (!scrolled && seen.rows !== rows)) setSeen({ scope, since, rows });
  const newest = newestOf(shown, at);
  return {
    rows: shown,
    waiting: rows.filter((row) => at(row) > newest).length,
    isFresh: (row) => at(row) > since,
  };
}

function newestOf<Row>(rows: readonly Row[], at: (row: Row) => string): string {
  return rows[0] === undefined ? '' : at(rows[0]);
}

function keepPlaces<Row>(
  before: readonly Row[],
  now: readonly Row[],
  rowKey: (row: Row) => string,
): readonly Row[] {
  const byKey = new Map(now.map((row) => [rowKey(row), row]));
  return before.map((row) => byKey.get(rowKey(row)) ?? row);
}

const isScrolled = (): boolean => window.scrollY > scrolledPx;

function subscribeToScroll(listener: () => void): () => void {
  window.addEventListener('scroll', listener, { passive: true });
  return () => window.removeEventListener('scroll', listener);
}
