import {
  getAgreementText,
  getDefaultAgreement,
  getIntegrationAgreement,
  listAgreementAcceptances,
} from '@leads/contract/agreements';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';

export const agreementKeys = {
  all: ['agreements'] as const,
  settings: (integrationId: string | null) => ['agreements', 'settings', integrationId] as const,
  text: (id: string) => ['agreements', 'text', id] as const,
  acceptances: (id: string, search: string) => ['agreements', 'acceptances', id, search] as const,
};

export const agreementTopics = { agreements: [agreementKeys.all] };

/** Null: the default text. */
export const agreementSettingsQuery = (integrationId: string | null) =>
  queryOptions({
    queryKey: agreementKeys.settings(integrationId),
    queryFn: ({ signal }) =>
      integrationId === null
        ? call(getDefaultAgreement, { signal })
        : call(getIntegrationAgreement, { params: { id: integrationId }, signal }),
  });

export const agreementTextQuery = (id: string) =>
  queryOptions({
    queryKey: agreementKeys.text(id),
    queryFn: ({ signal }) => call(getAgreementText, { params: { id }, signal }),
    // A version is never edited.
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Page by page, the newest first. */
export const agreementAcceptancesQuery = (id: string, search: string) =>
  infiniteQueryOptions({
    queryKey: agreementKeys.acceptances(id, search),
    queryFn: ({ pageParam, signal }) =>
      call(listAgreementAcceptances, {
        params: { id },
        query: { limit: 50, search: search === '' ? undefined : search, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
