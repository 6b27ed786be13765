import { leadStates } from '@leads/contract/leads';
import { useQuery } from '@tanstack/react-query';
import type { ListFilter } from '#web/ui/list/list-page.tsx';
import { tenantIntegrationListQuery } from '../tenant-integrations/queries.ts';
import { leadStateWords } from './lead-state-words.ts';

const stateFilter: ListFilter = {
  name: 'state',
  label: 'State',
  options: leadStates.map((value) => ({ value, label: leadStateWords[value].label })),
};

/** The inbox's filters: by state, and by partner. */
export function useLeadFilters(tenantId: string): ListFilter[] {
  const { data } = useQuery(tenantIntegrationListQuery(tenantId));
  const options = (data?.integrations ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return [stateFilter, { name: 'integrationId', label: 'Partner', options }];
}
