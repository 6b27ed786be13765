import { leadStates } from '@leads/contract/leads';
import { useQuery } from '@tanstack/react-query';
import type { ListFilter } from '#web/ui/list/list-page.tsx';
import { timeSpanFilter } from '#web/ui/list/time-span-filter.ts';
import { tenantIntegrationListQuery } from '../tenant-integrations/queries.ts';
import { leadStateWords } from './lead-state-words.ts';

const stateFilter: ListFilter = {
  name: 'state',
  label: 'State',
  options: leadStates.map((value) => ({ value, label: leadStateWords[value].label })),
};

const receivedFilter: ListFilter = {
  ...timeSpanFilter,
  label: 'Received',
  options: [...timeSpanFilter.options, { value: 'days', label: 'From day to day' }],
};

const testFilter: ListFilter = {
  name: 'test',
  label: 'Test leads',
  options: [
    { value: 'false', label: 'Without' },
    { value: 'true', label: 'Only' },
  ],
};

/** The inbox's filters: by state, partner, when it came, and test. */
export function useLeadFilters(tenantId: string): ListFilter[] {
  const { data } = useQuery(tenantIntegrationListQuery(tenantId));
  const options = (data?.integrations ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const partnerFilter = { name: 'integrationId', label: 'Partner', options };
  return [stateFilter, partnerFilter, receivedFilter, testFilter];
}
