import { deliveryStates } from '@leads/contract/deliveries';
import { Id, timeSpans } from '@leads/contract/page';
import { z } from 'zod';
import { ListSearch } from '#web/ui/list/list-search.ts';
import { timeSpanFilter } from '#web/ui/list/time-span-filter.ts';
import { deliveryStateWords } from './delivery-words.ts';

/** Events that partners are told of, by their path. */
const paths = [
  '/leads/accepted',
  '/leads/declined',
  '/leads/appointment_scheduled',
  '/leads/appointment_rescheduled',
  '/leads/appointment_canceled',
  '/leads/invoiced',
  '/accounts/updated',
  '/profiles/updated',
  '/services/updated',
] as const;

/** The state of the deliveries page in its address. */
export const DeliverySearch = ListSearch.omit({ sort: true }).extend({
  state: z.enum(deliveryStates).optional().catch(undefined),
  path: z.enum(paths).optional().catch(undefined),
  within: z.enum(timeSpans).optional().catch(undefined),
  /** Only those of this integration. */
  integration: Id.optional().catch(undefined),
  tenant: Id.optional().catch(undefined),
});
export type DeliverySearch = z.output<typeof DeliverySearch>;

export const deliveryFilters = [
  {
    name: 'state',
    label: 'State',
    options: deliveryStates.map((value) => ({ value, label: deliveryStateWords[value].label })),
  },
  {
    name: 'path',
    label: 'Event',
    options: paths.map((value) => ({ value, label: value.slice(1) })),
  },
  timeSpanFilter,
];

/** What the list's endpoint is asked for. */
export function toDeliveryQuery({ integration, tenant, ...search }: DeliverySearch) {
  return { ...search, integrationId: integration, tenantId: tenant };
}
