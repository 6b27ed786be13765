import { getTenantMapping } from '@leads/contract/tenant-mapping';
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
