import { connectionStates } from '@leads/contract/tenant-integrations';
import { z } from 'zod';
import { ListSearch } from '#web/ui/list/list-search.ts';
import { connectionStateWords } from './connection-words.ts';

/** The state of a list of connections in its address. */
export const ConnectionSearch = ListSearch.omit({ sort: true }).extend({
  state: z.enum(connectionStates).optional().catch(undefined),
  attention: z.literal('true').optional().catch(undefined),
});
export type ConnectionSearch = z.output<typeof ConnectionSearch>;

export const connectionFilters = [
  {
    name: 'state',
    label: 'State',
    options: connectionStates.map((value) => ({ value, label: connectionStateWords[value].label })),
  },
  {
    name: 'attention',
    label: 'Attention',
    options: [{ value: 'true', label: 'Needs attention' }],
  },
];
