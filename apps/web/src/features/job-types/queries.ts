import { getJobTypeMapping, listTrades } from '@leads/contract/job-types';
import { queryOptions } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';

export const jobTypeKeys = {
  trades: ['trades'] as const,
  mapping: (integrationId: string) => ['job-type-mapping', integrationId] as const,
};

export const tradesQuery = queryOptions({
  queryKey: jobTypeKeys.trades,
  queryFn: ({ signal }) => call(listTrades, { signal }),
  staleTime: 60_000,
});

/** Fetched anew each time the section opens, and then left alone: a form works on it. */
export const mappingQuery = (integrationId: string) =>
  queryOptions({
    queryKey: jobTypeKeys.mapping(integrationId),
    queryFn: ({ signal }) => call(getJobTypeMapping, { params: { id: integrationId }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
