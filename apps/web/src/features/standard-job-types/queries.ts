import { getCatalogue, listTypeUses } from '@leads/contract/standard-job-types';
import { infiniteQueryOptions, queryOptions, type QueryKey } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import type { LiveTopics } from '#web/api/live-topics.ts';
import { jobTypeKeys } from '../job-types/queries.ts';

export const catalogueKeys = {
  all: ['standard-job-types'] as const,
  list: ['standard-job-types', 'catalogue'] as const,
  uses: (id: string) => ['standard-job-types', 'uses', id] as const,
};

export const catalogueQuery = queryOptions({
  queryKey: catalogueKeys.list,
  queryFn: ({ signal }) => call(getCatalogue, { signal }),
});

export const typeUsesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: catalogueKeys.uses(id),
    queryFn: ({ pageParam, signal }) =>
      call(listTypeUses, { params: { id }, query: { cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** What a change of the catalogue makes stale; the choices of the mapping are made of it. */
export const staleWithCatalogue: readonly QueryKey[] = [catalogueKeys.all, jobTypeKeys.trades];
export const catalogueTopics: LiveTopics = { standard_job_types: staleWithCatalogue };
