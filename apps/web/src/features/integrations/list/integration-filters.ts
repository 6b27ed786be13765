import {
  tenantAuthorizationLabels,
  tenantAuthorizationTypes,
} from '@leads/contract/integration-general';
import { integrationStatuses } from '@leads/contract/integrations';
import { integrationStatusWords } from '../status/status-words.ts';

export const integrationFilters = [
  {
    name: 'status',
    label: 'Status',
    options: [
      ...integrationStatuses.map((value) => ({
        value,
        label: integrationStatusWords[value].label,
      })),
      { value: 'deleted', label: 'Deleted' },
    ],
  },
  {
    name: 'authorization',
    label: 'Authorization',
    options: tenantAuthorizationTypes.map((value) => ({
      value,
      label: tenantAuthorizationLabels[value],
    })),
  },
];
