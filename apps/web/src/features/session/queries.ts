import { getSession, getSignInOptions } from '@leads/contract/session';
import { queryOptions } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';

/** Who is signed in. Guards read it on every navigation, so it is kept a while. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call(getSession, { signal }),
  staleTime: 60_000,
});

export const signInOptionsQuery = queryOptions({
  queryKey: ['sign-in-options'],
  queryFn: ({ signal }) => call(getSignInOptions, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
