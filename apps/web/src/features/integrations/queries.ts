import { getCallbackUrl, getIntegration, listIntegrations } from '@leads/contract/integrations';
import type { Integration } from '@leads/contract/integrations';
import type { CallOf } from '@leads/contract/endpoint';
import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import type { LiveTopics } from '#web/api/live-topics.ts';
import { call } from '#web/api/call.ts';

type ListQuery = CallOf<typeof listIntegrations>['query'];

/** Everything under `all` is stale when any integration changed. */
export const integrationKeys = {
  all: ['integrations'] as const,
  lists: ['integrations', 'list'] as const,
  list: (query: ListQuery) => ['integrations', 'list', query] as const,
  one: (id: string) => ['integrations', 'one', id] as const,
  /** What is kept apart from `all`: it never changes. */
  callbackUrl: (id: string) => ['callback-url', id] as const,
};

export const integrationListQuery = (query: ListQuery) =>
  queryOptions({
    queryKey: integrationKeys.list(query),
    queryFn: ({ signal }) => call(listIntegrations, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const integrationQuery = (id: string) =>
  queryOptions({
    queryKey: integrationKeys.one(id),
    queryFn: ({ signal }) => call(getIntegration, { params: { id }, signal }),
  });

export const callbackUrlQuery = (id: string) =>
  queryOptions({
    queryKey: integrationKeys.callbackUrl(id),
    queryFn: ({ signal }) => call(getCallbackUrl, { params: { id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Keeps a reply of a save as the integration's newest state; lists are looked at anew. */
export function keepIntegration(queryClient: QueryClient, saved: Integration): void {
  queryClient.setQueryData(integrationKeys.one(saved.id), saved);
  void queryClient.invalidateQueries({ queryKey: integrationKeys.lists });
}

/** What the Integration Manager's pages follow by themselves. */
export const integrationTopics: LiveTopics = {
  integrations: [integrationKeys.all],
  connections: [integrationKeys.all],
};
