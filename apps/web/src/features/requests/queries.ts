import type { CallOf } from '@leads/contract/endpoint';
import { getRefusedRequest, listRefusedRequests } from '@leads/contract/requests';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import type { LiveTopics } from '#web/api/live-topics.ts';

type ListQuery = CallOf<typeof listRefusedRequests>['query'];

export const requestKeys = {
  lists: ['requests', 'list'] as const,
  list: (query: ListQuery) => ['requests', 'list', query] as const,
  one: (id: string) => ['requests', 'one', id] as const,
};

export const requestListQuery = (query: ListQuery) =>
  queryOptions({
    queryKey: requestKeys.list(query),
    queryFn: ({ signal }) => call(listRefusedRequests, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: requestKeys.one(id),
    queryFn: ({ signal }) => call(getRefusedRequest, { params: { id }, signal }),
  });

export const requestTopics: LiveTopics = { requests: [requestKeys.lists] };
