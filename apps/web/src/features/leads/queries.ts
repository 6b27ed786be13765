import type { CallOf, ReplyOf } from '@leads/contract/endpoint';
import { getLead, listLeads } from '@leads/contract/leads';
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import type { Hint } from '#web/api/live-stream.ts';
import type { LiveTopics } from '#web/api/live-topics.ts';

type ListQuery = CallOf<typeof listLeads>['query'];
type LeadReply = ReplyOf<typeof getLead>;

/** Keys name the tenant first, so that a switch of tenant never shows another's leads. */
export const leadKeys = {
  lists: (tenantId: string) => ['tenant', tenantId, 'leads', 'list'] as const,
  list: (tenantId: string, query: ListQuery) =>
    ['tenant', tenantId, 'leads', 'list', query] as const,
  ones: (tenantId: string) => ['tenant', tenantId, 'leads', 'one'] as const,
  one: (tenantId: string, leadId: string) => ['tenant', tenantId, 'leads', 'one', leadId] as const,
};

export const leadListQuery = (tenantId: string, query: ListQuery) =>
  queryOptions({
    queryKey: leadKeys.list(tenantId, query),
    queryFn: ({ signal }) => call(listLeads, { params: { tenantId }, query, signal }),
    placeholderData: keepPreviousData,
  });

export const leadQuery = (tenantId: string, leadId: string) =>
  queryOptions({
    queryKey: leadKeys.one(tenantId, leadId),
    queryFn: ({ signal }) => call(getLead, { params: { tenantId, leadId }, signal }),
  });

/**
 * Hints of these topics change what a lead's pages show; its messages are on the timeline, and one hint may tell of many
 * of them. Who looks knows already who else does.
 */
export const leadTopics = (tenantId: string, userId: string) => {
  const one = (hint?: Hint) =>
    hint === undefined ? leadKeys.ones(tenantId) : leadKeys.one(tenantId, hint.id);
  return {
    leads: (hint?: Hint) => [leadKeys.lists(tenantId), one(hint)],
    deliveries: [leadKeys.ones(tenantId)],
    lead_viewers: (hint?: Hint) => (hint?.byUserId === userId ? [] : [one(hint)]),
  } satisfies LiveTopics;
};

/** Takes over the lead that an act answers with, everywhere it is shown. */
export function useTakeLead(tenantId: string): (lead: LeadReply) => void {
  const queryClient = useQueryClient();
  return (lead) => {
    const { queryKey } = leadQuery(tenantId, lead.id);
    // A reading that began before the act must not put the old lead back.
    void queryClient.cancelQueries({ queryKey });
    queryClient.setQueryData(queryKey, lead);
    void queryClient.invalidateQueries({ queryKey: leadKeys.lists(tenantId) });
  };
}
