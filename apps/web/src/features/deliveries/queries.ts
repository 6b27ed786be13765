import { getDelivery, listDeliveries } from '@leads/contract/deliveries';
import { listReceivers } from '@leads/contract/receivers';
import type { CallOf } from '@leads/contract/endpoint';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { LiveTopics } from '#web/api/live-topics.ts';
import { call } from '#web/api/call.ts';

type ListQuery = CallOf<typeof listDeliveries>['query'];

export const deliveryKeys = {
  all: ['deliveries'] as const,
  list: (query: ListQuery) => ['deliveries', 'list', query] as const,
  receivers: (integrationId: string | undefined) =>
    ['deliveries', 'receivers', integrationId] as const,
  one: (id: string) => ['deliveries', 'one', id] as const,
};

export const deliveryListQuery = (query: ListQuery) =>
  queryOptions({
    queryKey: deliveryKeys.list(query),
    queryFn: ({ signal }) => call(listDeliveries, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: deliveryKeys.one(id),
    queryFn: ({ signal }) => call(getDelivery, { params: { id }, signal }),
  });

export const receiversQuery = (integrationId: string | undefined) =>
  queryOptions({
    queryKey: deliveryKeys.receivers(integrationId),
    queryFn: ({ signal }) =>
      call(listReceivers, {
        query: integrationId === undefined ? {} : { integrationId },
        signal,
      }),
  });

export const deliveryTopics: LiveTopics = { deliveries: [deliveryKeys.all] };
