import { listIntegrations } from '@leads/contract/integrations';
import type { CallOf } from '@leads/contract/endpoint';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';

type ListQuery = CallOf<typeof listIntegrations>['query'];

/** Everything under it is stale when any integration changed. */
export const integrationKeys = {
  all: ['integrations'] as const,
  list: (query: ListQuery) => ['integrations', 'list', query] as const,
};

export const integrationListQuery = (query: ListQuery) =>
  queryOptions({
    queryKey: integrationKeys.list(query),
    queryFn: ({ signal }) => call(listIntegrations, { query, signal }),
    placeholderData: keepPreviousData,
  });
