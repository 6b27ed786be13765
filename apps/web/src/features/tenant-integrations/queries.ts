import { getConnectionProfiles, getConnectionReview } from '@leads/contract/connection-review';
import { getAgreement, listAcceptedAgreements } from '@leads/contract/tenant-agreement';
import {
  getPairingData,
  getPairingProgress,
  getTenantIntegration,
  listTenantIntegrations,
  type TenantIntegration,
} from '@leads/contract/tenant-integrations';
import { queryOptions } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import { findOpenConnection } from './connections.ts';

const all = (tenantId: string) => ['tenant', tenantId, 'integrations'] as const;

export const tenantIntegrationKeys = {
  all,
  list: (tenantId: string) => [...all(tenantId), 'list'] as const,
  one: (tenantId: string, integrationId: string) =>
    [...all(tenantId), 'one', integrationId] as const,
  agreement: (tenantId: string, integrationId: string) =>
    [...all(tenantId), 'agreement', integrationId] as const,
  review: (tenantId: string, connectionId: string) =>
    [...all(tenantId), 'review', connectionId] as const,
  pairingData: (tenantId: string) => ['tenant', tenantId, 'pairing-data'] as const,
};

/** While a request is under way its state is looked at as well, should a hint be lost. */
const pollMs = (integrations: readonly TenantIntegration[]): number | false =>
  integrations.some((one) => findOpenConnection(one) !== undefined) ? 4000 : false;

export const tenantIntegrationListQuery = (tenantId: string) =>
  queryOptions({
    queryKey: tenantIntegrationKeys.list(tenantId),
    queryFn: ({ signal }) => call(listTenantIntegrations, { params: { tenantId }, signal }),
    refetchInterval: ({ state }) => pollMs(state.data?.integrations ?? []),
  });

export const tenantIntegrationQuery = (tenantId: string, integrationId: string) =>
  queryOptions({
    queryKey: tenantIntegrationKeys.one(tenantId, integrationId),
    queryFn: ({ signal }) =>
      call(getTenantIntegration, { params: { tenantId, integrationId }, signal }),
    refetchInterval: ({ state }) => pollMs(state.data === undefined ? [] : [state.data]),
  });

export const agreementQuery = (tenantId: string, integrationId: string) =>
  queryOptions({
    queryKey: tenantIntegrationKeys.agreement(tenantId, integrationId),
    queryFn: ({ signal }) => call(getAgreement, { params: { tenantId, integrationId }, signal }),
  });

export const acceptedAgreementsQuery = (tenantId: string, integrationId: string) =>
  queryOptions({
    queryKey: [...tenantIntegrationKeys.agreement(tenantId, integrationId), 'accepted'] as const,
    queryFn: ({ signal }) =>
      call(listAcceptedAgreements, { params: { tenantId, integrationId }, signal }),
  });

/** A hint tells of each try to hand the request over. */
export const pairingProgressQuery = (tenantId: string, connectionId: string) =>
  queryOptions({
    queryKey: [...all(tenantId), 'pairing', connectionId] as const,
    queryFn: ({ signal }) =>
      call(getPairingProgress, { params: { tenantId, connectionId }, signal }),
  });

export const pairingDataQuery = (tenantId: string) =>
  queryOptions({
    queryKey: tenantIntegrationKeys.pairingData(tenantId),
    queryFn: ({ signal }) => call(getPairingData, { params: { tenantId }, signal }),
  });

export const connectionReviewQuery = (tenantId: string, connectionId: string) =>
  queryOptions({
    queryKey: tenantIntegrationKeys.review(tenantId, connectionId),
    queryFn: ({ signal }) =>
      call(getConnectionReview, { params: { tenantId, connectionId }, signal }),
  });

export const connectionProfilesQuery = (tenantId: string, connectionId: string) =>
  queryOptions({
    queryKey: [...all(tenantId), 'profiles', connectionId] as const,
    queryFn: ({ signal }) =>
      call(getConnectionProfiles, { params: { tenantId, connectionId }, signal }),
  });

/** Hints of these topics change what the pages of integrations show. */
export const tenantIntegrationTopics = (tenantId: string) => ({
  connections: [all(tenantId)],
  integrations: [all(tenantId)],
  mapping: [all(tenantId)],
});
