import { listAvailability, previewAvailability } from '@leads/contract/availability';
import { queryOptions } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';

export const availabilityKeys = {
  all: (tenantId: string) => ['tenant', tenantId, 'availability'] as const,
  list: (tenantId: string) => [...availabilityKeys.all(tenantId), 'list'] as const,
  previews: (tenantId: string) => [...availabilityKeys.all(tenantId), 'days'] as const,
};

export const availabilityQuery = (tenantId: string) =>
  queryOptions({
    queryKey: availabilityKeys.list(tenantId),
    queryFn: ({ signal }) => call(listAvailability, { params: { tenantId }, signal }),
  });

export const previewQuery = (tenantId: string, businessUnitId: string) =>
  queryOptions({
    queryKey: [...availabilityKeys.previews(tenantId), businessUnitId] as const,
    queryFn: ({ signal }) =>
      call(previewAvailability, { params: { tenantId, businessUnitId }, signal }),
  });

/** Hints of these topics change what the page shows: appointments take spots, the mapping names what a unit does. */
export const availabilityTopics = (tenantId: string) => ({
  availability: [availabilityKeys.all(tenantId)],
  leads: [availabilityKeys.previews(tenantId)],
  mapping: [availabilityKeys.list(tenantId)],
  connections: [availabilityKeys.list(tenantId)],
});
