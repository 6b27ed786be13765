import { useNavigate } from '@tanstack/react-router';
import { z } from 'zod';

/**
 * What every list keeps in its address. Extend it with the list's own filters, each
 * `z.enum([…]).optional().catch(undefined)`, so that an old or mistyped link still opens the list.
 */
export const ListSearch = z.object({
  search: z.string().max(200).optional().catch(undefined),
  /** A column's `sort`, with `-` before it for descending. */
  sort: z.string().max(50).optional().catch(undefined),
  cursor: z.string().max(500).optional().catch(undefined),
});
export type ListSearch = z.output<typeof ListSearch>;

/** Changes search values of this page's address; `undefined` takes one out. The list goes back to its first page. */
export function useChangeSearch(): (
  change: Record<string, string | undefined>,
  options?: { replace?: boolean },
) => void {
  const navigate = useNavigate();
  return (change, { replace = false } = {}) => {
    const search = (before: Record<string, unknown>) => ({
      ...before,
      cursor: undefined,
      ...change,
    });
    void navigate({ to: '.', search: search as never, replace, resetScroll: false });
  };
}

/** The filters in use: everything but order and page. */
export function filtersOf(search: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(search).filter(
    (name) =>
      name !== 'sort' && name !== 'cursor' && search[name] !== undefined && search[name] !== '',
  );
}

/** What a click on a column's header makes of the order: ascending, then descending, then ascending again. */
export function nextSort(sort: string, current: string | undefined): string {
  return current === sort ? `-${sort}` : sort;
}
