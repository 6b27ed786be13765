import type { CallOf } from '@leads/contract/endpoint';
import { getStaff, listStaff } from '@leads/contract/staff';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import type { LiveTopics } from '#web/api/live-topics.ts';

type ListQuery = CallOf<typeof listStaff>['query'];

export const staffKeys = {
  all: ['staff'] as const,
  list: (query: ListQuery) => ['staff', 'list', query] as const,
  one: (id: string) => ['staff', 'one', id] as const,
};

export const staffListQuery = (query: ListQuery) =>
  queryOptions({
    queryKey: staffKeys.list(query),
    queryFn: ({ signal }) => call(listStaff, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const staffQuery = (id: string) =>
  queryOptions({
    queryKey: staffKeys.one(id),
    queryFn: ({ signal }) => call(getStaff, { params: { id }, signal }),
  });

export const staffTopics: LiveTopics = { staff: [staffKeys.all] };
