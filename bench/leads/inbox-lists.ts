import type { Bar } from '../frame/bar.ts';
import { measureP95 } from '../frame/latency.ts';
import type { Inbox } from './part.ts';
import { inboxTenantId, integrationIdOf, jobTypeIdOf } from './seed-inbox.ts';

const found = (word: string) => `search_text like '%${word}%'`;

/** Query of the page → condition in SQL, to find its last page. */
const rows: Record<string, Record<string, string>> = {
  'no filter, by state': {
    '': 'true',
    'state=new': `state = 'new'`,
    'state=invoiced': `state = 'invoiced'`,
    'test=true': 'test',
    'within=24h': `received_at > now() - interval '24 hours'`,
  },
  'by partner, by job type': {
    [`integrationId=${integrationIdOf(0)}`]: `integration_id = '${integrationIdOf(0)}'`,
    [`integrationId=${integrationIdOf(2)}`]: `integration_id = '${integrationIdOf(2)}'`,
    [`jobTypeId=${jobTypeIdOf(0)}`]: `tenant_job_type_id = '${jobTypeIdOf(0)}'`,
    [`jobTypeId=${jobTypeIdOf(19)}`]: `tenant_job_type_id = '${jobTypeIdOf(19)}'`,
    'jobTypeId=none': 'tenant_job_type_id is null',
    [`jobTypeId=${jobTypeIdOf(1)}&state=new`]: `tenant_job_type_id = '${jobTypeIdOf(1)}' and state = 'new'`,
  },
  'search, one lead or none': {
    'search=booking-777770': found('booking-777770'),
    'search=customer55550%40example.com': found('customer55550@'),
    'search=nobody': 'false',
    'search=zzz': 'false',
  },
  'search, some hundred leads': {
    'search=maria+alvarez': `${found('maria')} and ${found('alvarez')}`,
    'search=nakamura': found('nakamura'),
    'search=777': found('777'),
  },
  'search, terms in 5 to 15 %': {
    'search=tempe': found('tempe'),
    'search=maria': found('maria'),
    'search=camelback': found('camelback'),
    'search=mesa&state=new': `${found('mesa')} and state = 'new'`,
  },
  'search, terms in most': {
    'search=phoenix': found('phoenix'),
    'search=example.com': 'true',
    'search=phoenix+road': found('phoenix'),
    [`search=phoenix&jobTypeId=${jobTypeIdOf(0)}`]: `${found('phoenix')} and tenant_job_type_id = '${jobTypeIdOf(0)}'`,
  },
};

const path = (query: string) =>
  `/api/tenant/${inboxTenantId}/leads?limit=25${query === '' ? '' : `&${query}`}`;

/** The path of the page with the last five rows: reading on to it page by page would take longer than the bar. */
async function lastPage({ sql }: Inbox, [query, condition]: [string, string]): Promise<string[]> {
  const { rows: last } = await sql.query<{ values: string[] }>(
    `select array[to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), id::text] as values
     from lead where tenant_id = '${inboxTenantId}' and ${condition} order by received_at, id offset 5 limit 1`,
  );
  const [row] = last;
  if (row === undefined) return [];
  return [`${path(query)}&cursor=${Buffer.from(JSON.stringify(row.values)).toString('base64url')}`];
}

/** First and last pages of a row's filters in one figure: they are to be alike. */
export const inboxBars: readonly Bar<Inbox>[] = Object.entries(rows).map(([title, filters]) => ({
  name: `inbox of 100,000, ${title}`,
  bar: { below: 20 },
  unit: 'ms',
  async measure(place) {
    const paths = Object.keys(filters).map(path);
    for (const filter of Object.entries(filters)) paths.push(...(await lastPage(place, filter)));
    return measureP95(place, paths);
  },
}));
