import { getAuditEntry, listAudit } from '@leads/contract/audit';
import type { CallOf } from '@leads/contract/endpoint';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import type { LiveTopics } from '#web/api/live-topics.ts';

type ListQuery = CallOf<typeof listAudit>['query'];

export const auditKeys = {
  all: ['audit'] as const,
  lists: ['audit', 'list'] as const,
  list: (query: ListQuery) => ['audit', 'list', query] as const,
  one: (id: string) => ['audit', 'one', id] as const,
};

export const auditListQuery = (query: ListQuery) =>
  queryOptions({
    queryKey: auditKeys.list(query),
    queryFn: ({ signal }) => call(listAudit, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const auditEntryQuery = (id: string) =>
  queryOptions({
    queryKey: auditKeys.one(id),
    queryFn: ({ signal }) => call(getAuditEntry, { params: { id }, signal }),
    staleTime: Infinity,
  });

/** Whatever is announced was done by somebody. */
export const auditTopics: LiveTopics = Object.fromEntries(
  ['agreements', 'connections', 'deliveries', 'integrations', 'leads', 'mapping', 'staff'].map(
    (topic) => [topic, [auditKeys.lists]],
  ),
);
