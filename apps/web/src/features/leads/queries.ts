import type { CallOf } from '@leads/contract/endpoint';
import { listLeads } from '@leads/contract/leads';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';

type ListQuery = CallOf<typeof listLeads>['query'];

/** Keys name the tenant first, so that a switch of tenant never shows another's leads. */
export const leadKeys = {
  all: (tenantId: string) => ['tenant', tenantId, 'leads'] as const,
  list: (tenantId: string, query: ListQuery) =>
    ['tenant', tenantId, 'leads', 'list', query] as const,
};

export const leadListQuery = (tenantId: string, query: ListQuery) =>
  queryOptions({
    queryKey: leadKeys.list(tenantId, query),
    queryFn: ({ signal }) => call(listLeads, { params: { tenantId }, query, signal }),
    placeholderData: keepPreviousData,
  });
