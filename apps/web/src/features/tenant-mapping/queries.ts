import { getTenantMapping, suggestTenantMapping } from '@leads/contract/tenant-mapping';
import { queryOptions } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';

export const tenantMappingKeys = {
  all: (tenantId: string) => ['tenant', tenantId, 'mapping'] as const,
};

/** @param integrationId only what this partner offers; left out, every standard job type */
export const tenantMappingQuery = (tenantId: string, integrationId?: string) =>
  queryOptions({
    queryKey: [...tenantMappingKeys.all(tenantId), integrationId ?? ''] as const,
    queryFn: ({ signal }) =>
      call(getTenantMapping, {
        params: { tenantId },
        query: integrationId === undefined ? {} : { integrationId },
        signal,
      }),
  });

/** Asked anew each time the panel opens; it does not change under the reader. */
export const tenantSuggestionsQuery = (tenantId: string, integrationId?: string) =>
  queryOptions({
    queryKey: ['tenant', tenantId, 'mapping-suggestions', integrationId ?? ''] as const,
    queryFn: ({ signal }) =>
      call(suggestTenantMapping, {
        params: { tenantId },
        query: integrationId === undefined ? {} : { integrationId },
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
