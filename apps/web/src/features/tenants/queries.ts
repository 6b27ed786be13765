import {
  getConnectionCoverage,
  getConnectionDetail,
  getTenant,
  listAllConnections,
  listAuthorizationSessions,
  listTenants,
} from '@leads/contract/admin-tenants';
import type { CallOf } from '@leads/contract/endpoint';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { LiveTopics } from '#web/api/live-topics.ts';
import { call } from '#web/api/call.ts';

type TenantQuery = CallOf<typeof listTenants>['query'];
type ConnectionQuery = CallOf<typeof listAllConnections>['query'];

/** Staff's tenants and their connections; everything under `all` is stale when any connection changed. */
export const staffTenantKeys = {
  all: ['staff-tenants'] as const,
  list: (query: TenantQuery) => ['staff-tenants', 'list', query] as const,
  one: (id: string) => ['staff-tenants', 'one', id] as const,
  connections: (query: ConnectionQuery) => ['staff-tenants', 'connections', query] as const,
  connection: (id: string) => ['staff-tenants', 'connection', id] as const,
  signIns: (id: string) => ['staff-tenants', 'sign-ins', id] as const,
  coverage: (id: string) => ['staff-tenants', 'coverage', id] as const,
};

export const tenantListQuery = (query: TenantQuery) =>
  queryOptions({
    queryKey: staffTenantKeys.list(query),
    queryFn: ({ signal }) => call(listTenants, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const tenantQuery = (id: string) =>
  queryOptions({
    queryKey: staffTenantKeys.one(id),
    queryFn: ({ signal }) => call(getTenant, { params: { id }, signal }),
  });

export const connectionListQuery = (query: ConnectionQuery) =>
  queryOptions({
    queryKey: staffTenantKeys.connections(query),
    queryFn: ({ signal }) => call(listAllConnections, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const connectionQuery = (id: string) =>
  queryOptions({
    queryKey: staffTenantKeys.connection(id),
    queryFn: ({ signal }) => call(getConnectionDetail, { params: { id }, signal }),
  });

const signInsAtOnce = 5;

export const signInsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: staffTenantKeys.signIns(id),
    queryFn: ({ signal, pageParam }) =>
      call(listAuthorizationSessions, {
        params: { id },
        query: { limit: signInsAtOnce, cursor: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const coverageQuery = (id: string) =>
  queryOptions({
    queryKey: staffTenantKeys.coverage(id),
    queryFn: ({ signal }) => call(getConnectionCoverage, { params: { id }, signal }),
  });

export const staffTenantTopics: LiveTopics = {
  connections: [staffTenantKeys.all],
  mapping: [staffTenantKeys.all],
};
