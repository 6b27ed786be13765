import { suggestMappings } from '@leads/contract/job-type-suggestions';
import { queryOptions } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import { jobTypeKeys } from '../queries.ts';

/** Asked anew each time the panel opens; it does not change under the reader. */
export const suggestionsQuery = (integrationId: string) =>
  queryOptions({
    queryKey: [...jobTypeKeys.mapping(integrationId), 'suggestions'] as const,
    queryFn: ({ signal }) => call(suggestMappings, { params: { id: integrationId }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
