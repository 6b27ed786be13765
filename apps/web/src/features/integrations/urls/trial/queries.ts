import { getSignInTrial } from '@leads/contract/connection-test';
import { queryOptions } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';

const waitMs = 2000;

export const signInTrialQuery = (id: string, trialId: string) =>
  queryOptions({
    queryKey: ['sign-in-trial', id, trialId] as const,
    queryFn: ({ signal }) => call(getSignInTrial, { params: { id, trialId }, signal }),
    // Until the other tab is done; what it brought never changes then.
    refetchInterval: ({ state }) => (state.data?.result === 'pending' ? waitMs : false),
    retry: false,
  });
