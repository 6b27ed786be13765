import { z } from 'zod';
import { ListSearch } from '#web/ui/list/list-search.ts';
import { codeOptions } from './code-advice.ts';

const statuses = ['400', '401', '403', '404', '409', '413', '415', '422', '429'] as const;
const statusWords: Record<(typeof statuses)[number], string> = {
  400: 'Bad request',
  401: 'Not authorized',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Other type',
  422: 'Not valid',
  429: 'Too many',
};
const paths = [
  '/api/integrations/bookings',
  '/api/integrations/accounts',
  '/api/integrations/availability',
  '/connect/token',
] as const;

/** The state of the list of refused requests in its address. */
export const RequestSearch = ListSearch.omit({ sort: true }).extend({
  status: z.enum(statuses).optional().catch(undefined),
  code: z.string().max(100).optional().catch(undefined),
  path: z.enum(paths).optional().catch(undefined),
});
export type RequestSearch = z.output<typeof RequestSearch>;

export const requestFilters = [
  {
    name: 'status',
    label: 'Status',
    options: statuses.map((value) => ({ value, label: `${value} ${statusWords[value]}` })),
  },
  { name: 'code', label: 'Reason', options: codeOptions },
  { name: 'path', label: 'Path', options: paths.map((value) => ({ value, label: value })) },
];

/** What the list's endpoint is asked for. */
export function toRequestQuery(integrationId: string, { status, ...search }: RequestSearch) {
  return { ...search, integrationId, status: status === undefined ? undefined : Number(status) };
}
