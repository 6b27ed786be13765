import type { listStaffLeads } from '@leads/contract/admin-leads';
import type { CallOf } from '@leads/contract/endpoint';
import { leadStates } from '@leads/contract/lead';
import { Id, timeSpans } from '@leads/contract/page';
import { z } from 'zod';
import { leadStateWords } from '#web/features/leads/lead-state-words.ts';
import { toDayStart } from '#web/ui/list/day-start.ts';
import { ListSearch } from '#web/ui/list/list-search.ts';
import { timeSpanFilter } from '#web/ui/list/time-span-filter.ts';

const Day = z.iso.date().optional().catch(undefined);

/** The state of the list of leads in its address. */
export const StaffLeadSearch = ListSearch.omit({ sort: true }).extend({
  state: z.enum(leadStates).optional().catch(undefined),
  test: z.enum(['true', 'false']).optional().catch(undefined),
  within: z
    .enum([...timeSpans, 'days'])
    .optional()
    .catch(undefined),
  /** Days of the reader's, with `within=days`; both belong to the range. */
  from: Day,
  to: Day,
  integration: Id.optional().catch(undefined),
  tenant: Id.optional().catch(undefined),
});
export type StaffLeadSearch = z.output<typeof StaffLeadSearch>;

export const staffLeadFilters = [
  {
    name: 'state',
    label: 'State',
    options: leadStates.map((value) => ({ value, label: leadStateWords[value].label })),
  },
  {
    name: 'test',
    label: 'Test leads',
    options: [
      { value: 'false', label: 'Without' },
      { value: 'true', label: 'Only' },
    ],
  },
  {
    ...timeSpanFilter,
    options: [...timeSpanFilter.options, { value: 'days', label: 'From day to day' }],
  },
];

/** What the list's endpoint is asked for. */
export function toStaffLeadQuery({
  integration,
  tenant,
  within,
  from,
  to,
  ...search
}: StaffLeadSearch): CallOf<typeof listStaffLeads>['query'] {
  const filters = { ...search, integrationId: integration, tenantId: tenant };
  if (within !== 'days') return { ...filters, within };
  return {
    ...filters,
    receivedFrom: from === undefined ? undefined : toDayStart(from),
    receivedBefore: to === undefined ? undefined : toDayStart(to, 1),
  };
}
