import { getStaffLead, listStaffLeads } from '@leads/contract/admin-leads';
import type { CallOf } from '@leads/contract/endpoint';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { LiveTopics } from '#web/api/live-topics.ts';
import { call } from '#web/api/call.ts';

type ListQuery = CallOf<typeof listStaffLeads>['query'];

export const staffLeadKeys = {
  all: ['staff-leads'] as const,
  lists: ['staff-leads', 'list'] as const,
  list: (query: ListQuery) => ['staff-leads', 'list', query] as const,
  ones: ['staff-leads', 'one'] as const,
  one: (id: string) => ['staff-leads', 'one', id] as const,
};

export const staffLeadListQuery = (query: ListQuery) =>
  queryOptions({
    queryKey: staffLeadKeys.list(query),
    queryFn: ({ signal }) => call(listStaffLeads, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const staffLeadQuery = (id: string) =>
  queryOptions({
    queryKey: staffLeadKeys.one(id),
    queryFn: ({ signal }) => call(getStaffLead, { params: { id }, signal }),
  });

export const staffLeadTopics: LiveTopics = {
  leads: (hint) => [
    staffLeadKeys.lists,
    hint === undefined ? staffLeadKeys.ones : staffLeadKeys.one(hint.id),
  ],
  // One hint may tell of many messages.
  deliveries: [staffLeadKeys.ones],
};
