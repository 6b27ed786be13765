import {
  getJobTypeMapping,
  listJobTypeReviewRows,
  listTrades,
  type ReviewKind,
} from '@leads/contract/job-types';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';

export const jobTypeKeys = {
  trades: ['trades'] as const,
  mapping: (integrationId: string) => ['job-type-mapping', integrationId] as const,
  review: (tab: ReviewTab) => ['job-type-review', tab] as const,
};

interface ReviewTab {
  integrationId: string;
  previewId: string;
  kind: ReviewKind;
  search: string;
}

export const tradesQuery = queryOptions({
  queryKey: jobTypeKeys.trades,
  queryFn: ({ signal }) => call(listTrades, { signal }),
  staleTime: 60_000,
});

/** Fetched anew each time the section opens, and then left alone: a form works on it. */
export const mappingQuery = (integrationId: string) =>
  queryOptions({
    queryKey: jobTypeKeys.mapping(integrationId),
    queryFn: ({ signal }) => call(getJobTypeMapping, { params: { id: integrationId }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** The rows of one tab of a review, page by page; a review never changes. */
export const reviewRowsQuery = (tab: ReviewTab) =>
  infiniteQueryOptions({
    queryKey: jobTypeKeys.review(tab),
    queryFn: ({ pageParam, signal }) =>
      call(listJobTypeReviewRows, {
        params: { id: tab.integrationId, previewId: tab.previewId },
        query: {
          kind: tab.kind,
          limit: 50,
          ...(tab.search === '' ? {} : { search: tab.search }),
          ...(pageParam === undefined ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
