import {
  getAgreementText,
  getDefaultAgreement,
  getIntegrationAgreement,
  listAgreementAcceptances,
} from '@leads/contract/agreements';
import { queryOptions } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';

export const agreementKeys = {
  all: ['agreements'] as const,
  settings: (integrationId: string | null) => ['agreements', 'settings', integrationId] as const,
  text: (id: string) => ['agreements', 'text', id] as const,
  acceptances: (id: string) => ['agreements', 'acceptances', id] as const,
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

/** The newest hundred; the API has the others by cursor. */
export const agreementAcceptancesQuery = (id: string) =>
  queryOptions({
    queryKey: agreementKeys.acceptances(id),
    queryFn: ({ signal }) =>
      call(listAgreementAcceptances, { params: { id }, query: { limit: 100 }, signal }),
  });
