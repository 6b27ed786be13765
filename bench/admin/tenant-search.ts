import type { Installation } from '../frame/api-process.ts';
import type { Bar } from '../frame/bar.ts';
import { getJson, measureP95 } from '../frame/latency.ts';
import { busyIntegrationId } from './seed-integrations.ts';

const searches: Record<string, string[]> = {
  'no term': [''],
  'rare terms': ['bakori', 'zucalby', 'shiterox', 'lanwosh', 'griven nothing'],
  'terms in 5 to 15 %': ['mar', 'cooling', 'electric', 'gra', 'drain'],
  'frequent terms': ['plumbing', 'services', 'heating', 'and', 'hvac', 'air'],
  'short terms': ['a', 'pl', 's', 'he', 'zu', 'q'],
  'two terms': ['plumbing llc', 'marsel plumbing', 'sons heating', 'air services'],
};
const filters: Record<string, string> = {
  all: '',
  enabled: '&enabled=true',
  'not enabled': '&enabled=false',
  connected: '&connected=true',
};

const path = (search: string, filter: string, cursor?: string): string =>
  `/api/admin/integrations/${busyIntegrationId}/tenants?limit=25&search=${encodeURIComponent(search)}${filter}` +
  (cursor === undefined ? '' : `&cursor=${cursor}`);

/** The cursors before the last page of a list that may be long: read backwards it cannot be, so the database tells. */
async function lastPagePath(place: Installation, search: string, filter: string): Promise<string> {
  const { rows } = await place.sql.query<{ name: string; id: string }>(
    `select t.search_name as name, t.id from tenant t
     where not t.is_test and not exists (select from unnest($1::text[]) term where position(term in t.search_name) = 0)
       and ($2 <> '&enabled=true' or exists (select from integration_enabled_tenant e
         where e.tenant_id = t.id and e.integration_id = $3))
       and ($2 <> '&connected=true' or exists (select from connection c
         where c.tenant_id = t.id and c.integration_id = $3 and c.state = 'connected'))
     order by 1 desc, 2 desc offset 5 limit 1`,
    [toTerms(search), filter, busyIntegrationId],
  );
  const [last] = rows;
  if (last === undefined) return path(search, filter);
  return path(
    search,
    filter,
    Buffer.from(JSON.stringify([last.name, last.id])).toString('base64url'),
  );
}

/** As the server takes them: short ones where a word starts. */
const toTerms = (search: string): string[] =>
  search
    .split(' ')
    .filter((term) => term !== '')
    .map((term) => (term.length < 3 ? ` ${term}` : term));

const bar = { below: 20 };

/** First and last pages of all the terms in one figure: they are to be alike. */
function barsOf([title, terms]: [string, string[]]): Bar<Installation>[] {
  return Object.entries(filters).map(([filterTitle, filter]) => ({
    name: `tenant search, ${title}, ${filterTitle}`,
    bar,
    unit: 'ms',
    async measure(place) {
      const first = terms.map((term) => path(term, filter));
      const last = await Promise.all(terms.map((term) => lastPagePath(place, term, filter)));
      return measureP95(place, [...first, ...last]);
    },
  }));
}

const countBar: Bar<Installation> = {
  name: 'tenant search: counted further than 10,000',
  bar: { below: 1 },
  unit: 'ratio',
  async measure(place) {
    const page = await getJson<{ total?: number }>(place, path('plumbing', ''));
    return page.total === undefined ? 0 : 1;
  },
};

export const tenantSearchBars: readonly Bar<Installation>[] = [
  ...Object.entries(searches).flatMap(barsOf),
  countBar,
];
