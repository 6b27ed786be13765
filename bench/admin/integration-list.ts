import type { Installation } from '../frame/api-process.ts';
import type { Bar } from '../frame/bar.ts';
import { getJson, measureP95 } from '../frame/latency.ts';
import { busyIntegrationId } from './seed-integrations.ts';

const sorts = ['name', '-name', 'status', '-status', 'updatedAt', '-updatedAt'];
const queries: Record<string, string[]> = {
  'all sorts': sorts.map((sort) => `sort=${sort}`),
  'status and authorization': [
    'status=active',
    'status=inactive&authorization=st_pairing',
    'authorization=open_id_connect&sort=-updatedAt',
    'status=deleted&sort=-updatedAt',
  ],
  search: ['search=partner', 'search=a1', 'search=abc', 'search=nothing-like-it'],
};

const path = (query: string): string => `/api/admin/integrations?limit=25&${query}`;

async function lastPagePath(place: Installation, query: string): Promise<string> {
  let last = path(query);
  let cursor: string | null = null;
  do {
    last = cursor === null ? path(query) : path(`${query}&cursor=${cursor}`);
    const page: { nextCursor: string | null } = await getJson(place, last);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return last;
}

const bar = { below: 20 };

export const integrationBars: readonly Bar<Installation>[] = [
  ...Object.entries(queries).map(([title, list]): Bar<Installation> => ({
    name: `1,000 integrations, ${title}`,
    bar,
    unit: 'ms',
    async measure(place) {
      const last = [];
      for (const query of list) last.push(await lastPagePath(place, query));
      return measureP95(place, [...list.map(path), ...last]);
    },
  })),
  {
    name: 'one integration with 50,000 partner job types',
    bar,
    unit: 'ms',
    measure: (place) => measureP95(place, [`/api/admin/integrations/${busyIntegrationId}`]),
  },
];
