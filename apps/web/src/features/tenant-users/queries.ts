import type { CallOf } from '@leads/contract/endpoint';
import { listTenantUsers } from '@leads/contract/tenant-users';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';

type ListQuery = CallOf<typeof listTenantUsers>['query'];

export const tenantUserKeys = {
  all: (tenantId: string) => ['tenant', tenantId, 'users'] as const,
  list: (tenantId: string, query: ListQuery) => ['tenant', tenantId, 'users', query] as const,
  deciders: (tenantId: string) => ['tenant', tenantId, 'users', 'deciders'] as const,
};

export const tenantUserListQuery = (tenantId: string, query: ListQuery) =>
  queryOptions({
    queryKey: tenantUserKeys.list(tenantId, query),
    queryFn: ({ signal }) => call(listTenantUsers, { params: { tenantId }, query, signal }),
    placeholderData: keepPreviousData,
  });
