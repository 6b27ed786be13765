import { getProfile } from '@leads/contract/session';
import { queryOptions } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';

export const profileQuery = queryOptions({
  queryKey: ['profile'],
  queryFn: ({ signal }) => call(getProfile, { signal }),
});
