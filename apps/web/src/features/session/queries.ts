import { getSession, getSignInOptions, readOneTimeLink } from '@leads/contract/session';
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

/** Whose a one-time link is. Asked once: setting the password uses the link up. */
export const oneTimeLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['one-time-link', token],
    queryFn: ({ signal }) => call(readOneTimeLink, { body: { token }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
