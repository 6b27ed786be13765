import type { CallOf } from '@leads/contract/endpoint';
import { leadStates, type listLeads } from '@leads/contract/leads';
import { Id, timeSpans } from '@leads/contract/page';
import { z } from 'zod';
import { toDayStart } from '#web/ui/list/day-start.ts';
import { ListSearch } from '#web/ui/list/list-search.ts';

const Day = z.iso.date().optional().catch(undefined);

/** The state of the inbox in its address. */
export const LeadSearch = ListSearch.omit({ sort: true }).extend({
  state: z.enum(leadStates).optional().catch(undefined),
  integrationId: Id.optional().catch(undefined),
  jobTypeId: Id.or(z.literal('none')).optional().catch(undefined),
  test: z.enum(['true', 'false']).optional().catch(undefined),
  within: z
    .enum([...timeSpans, 'days'])
    .optional()
    .catch(undefined),
  /** Days of the reader's, with `within=days`; both belong to the range. */
  from: Day,
  to: Day,
});
export type LeadSearch = z.output<typeof LeadSearch>;

/** What the list's endpoint is asked for. */
export function toLeadQuery({
  within,
  from,
  to,
  ...search
}: LeadSearch): NonNullable<CallOf<typeof listLeads>['query']> {
  if (within !== 'days') return { ...search, within };
  return {
    ...search,
    receivedFrom: from === undefined ? undefined : toDayStart(from),
    receivedBefore: to === undefined ? undefined : toDayStart(to, 1),
  };
}
