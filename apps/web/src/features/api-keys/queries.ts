import { listApiKeys } from '@leads/contract/api-keys';
import type { CallOf } from '@leads/contract/endpoint';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import type { LiveTopics } from '#web/api/live-topics.ts';

type ListQuery = CallOf<typeof listApiKeys>['query'];

export const apiKeyKeys = {
  all: ['api-keys'] as const,
  list: (query: ListQuery) => ['api-keys', 'list', query] as const,
};

export const apiKeyListQuery = (query: ListQuery) =>
  queryOptions({
    queryKey: apiKeyKeys.list(query),
    queryFn: ({ signal }) => call(listApiKeys, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const apiKeyTopics: LiveTopics = { staff: [apiKeyKeys.all] };
