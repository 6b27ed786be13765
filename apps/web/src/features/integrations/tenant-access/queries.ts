import { listAccessTenants, type AccessTenant } from '@leads/contract/integrations';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { z } from 'zod';
import { call } from '#web/api/call.ts';

export type Tenant = z.output<typeof AccessTenant>;

export interface TenantSearch {
  search: string;
  /** Only those that are enabled as saved. */
  enabledOnly: boolean;
}

export const accessTenantKeys = {
  of: (integrationId: string) => ['access-tenants', integrationId] as const,
  search: (integrationId: string, search: TenantSearch) =>
    ['access-tenants', integrationId, search] as const,
};

export const accessTenantsQuery = (integrationId: string, { search, enabledOnly }: TenantSearch) =>
  infiniteQueryOptions({
    queryKey: accessTenantKeys.search(integrationId, { search, enabledOnly }),
    queryFn: ({ pageParam, signal }) =>
      call(listAccessTenants, {
        params: { id: integrationId },
        query: {
          limit: 20,
          search,
          ...(enabledOnly ? { enabled: 'true' as const } : {}),
          ...(pageParam === undefined ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

/** All tenants that are connected now, for enabling them at once. */
export async function listConnectedTenants(integrationId: string): Promise<Tenant[]> {
  const tenants: Tenant[] = [];
  let cursor: string | undefined;
  do {
    const page = await call(listAccessTenants, {
      params: { id: integrationId },
      query: { limit: 100, connected: 'true', ...(cursor === undefined ? {} : { cursor }) },
    });
    tenants.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return tenants;
}
