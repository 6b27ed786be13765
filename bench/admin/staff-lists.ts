import type { Installation } from '../frame/api-process.ts';
import type { Bar } from '../frame/bar.ts';
import { measureP95 } from '../frame/latency.ts';
import { busyIntegrationId, importIntegrationId, smallIntegrationId } from './seed-integrations.ts';
import { busyTenantId, leadCount } from './seed-leads.ts';

interface List {
  url: string;
  title: string;
  /** The table behind it, and its order, as the cursors hold it. */
  table: string;
  cursor: string;
  order: string;
  /** Query of the page → condition in SQL, to find the last page. */
  rows: Record<string, Record<string, string>>;
}

const of = (column: string, id: string): string => `${column} = '${id}'`;
const busy = `integrationId=${busyIntegrationId}`;
const second = `integrationId=${importIntegrationId}`;
const small = `integrationId=${smallIntegrationId}`;
const tenant = `tenantId=${busyTenantId}`;
const [ofBusy, ofSecond, ofSmall] = [
  busyIntegrationId,
  importIntegrationId,
  smallIntegrationId,
].map((id) => of('integration_id', id)) as [string, string, string];
const ofTenant = of('tenant_id', busyTenantId);

const leads: List = {
  url: '/api/admin/leads',
  title: '1,000,000 leads',
  table: 'lead',
  cursor: `to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), id::text`,
  order: 'received_at, id',
  rows: {
    'no filter': { '': 'true', 'test=false': 'not test', 'test=true': 'test' },
    'by integration': { [busy]: ofBusy, [second]: ofSecond, [small]: ofSmall },
    'by tenant': { [tenant]: ofTenant, [`${tenant}&state=new`]: `${ofTenant} and state = 'new'` },
    'by tenant and integration': {
      [`${tenant}&${busy}`]: `${ofTenant} and ${ofBusy}`,
      [`${tenant}&${second}`]: `${ofTenant} and ${ofSecond}`,
      [`${tenant}&${busy}&state=declined`]: `${ofTenant} and ${ofBusy} and state = 'declined'`,
    },
    'by state': {
      'state=new': `state = 'new'`,
      'state=invoiced': `state = 'invoiced'`,
      [`state=new&${busy}`]: `state = 'new' and ${ofBusy}`,
    },
    'by booking id': {
      'search=booking-7': 'false',
      [`search=booking-${leadCount - 1}`]: 'false',
      'search=booking-none': 'false',
    },
  },
};

const deliveries: List = {
  url: '/api/admin/deliveries',
  title: '100,000 messages',
  table: 'delivery',
  cursor: 'created_at::text, id::text',
  order: 'created_at, id',
  rows: {
    'no filter, integration': { '': 'true', [busy]: ofBusy, [small]: ofSmall },
    'by state, booking id': {
      'state=failed': `state = 'failed'`,
      'state=waiting': `state = 'waiting'`,
      [`state=succeeded&${busy}`]: `state = 'succeeded' and ${ofBusy}`,
      'search=booking-15': 'false',
    },
  },
};

const connections: List = {
  url: '/api/admin/connections',
  title: '100,000 connections',
  table: 'connection',
  cursor: 'updated_at::text, id::text',
  order: 'updated_at, id',
  rows: {
    'no filter, integration, tenant': {
      '': 'true',
      [busy]: ofBusy,
      [small]: ofSmall,
      [tenant]: ofTenant,
    },
    'by state, attention': {
      'state=connected': `state = 'connected'`,
      'state=failed': `state = 'failed'`,
      'attention=true': `state = 'connected' and attention is not null`,
    },
    search: {
      'search=plumbing': `search_text like '%plumbing%'`,
      'search=cooling': `search_text like '%cooling%'`,
      'search=zucal': `search_text like '%zucal%'`,
      'search=account-77': `search_text like '%account-77%'`,
      'search=nobody': 'false',
    },
  },
};

const audit: List = {
  url: '/api/admin/audit',
  title: '1,000,000 audit entries',
  table: 'audit_entry',
  cursor: 'id::text',
  order: 'id',
  rows: {
    'no filter, dates': {
      '': 'true',
      'from=2020-01-01T00:00:00Z': 'true',
      'to=2100-01-01T00:00:00Z': 'true',
    },
    'by integration': {
      [busy]: ofBusy,
      [small]: ofSmall,
      [`${busy}&action=lead.invoice`]: `${ofBusy} and action = 'lead.invoice'`,
      [`${busy}&actor=ada`]: `${ofBusy} and actor_name like 'Ada %'`,
    },
    'by actor': {
      'actor=ada': `actor_name like 'Ada %'`,
      'actor=ben person 1': `actor_name like 'Ben Person 1%'`,
      'actor=nobody': 'false',
    },
    'by action': {
      'action=lead.accept': `action = 'lead.accept'`,
      'action=credential.create': `action = 'credential.create'`,
      'action=integration': `action like 'integration.%'`,
    },
  },
};

const path = ({ url }: List, query: string): string =>
  `${url}?limit=25${query === '' ? '' : `&${query.replaceAll(' ', '%20')}`}`;

/** The path of the page with the last five rows: reading on to it page by page would take longer than the bar. */
async function lastPage(
  place: Installation,
  list: List,
  [query, condition]: [string, string],
): Promise<string[]> {
  const { rows } = await place.sql.query<unknown[]>({
    text: `select ${list.cursor} from ${list.table} where ${condition} order by ${list.order} offset 5 limit 1`,
    rowMode: 'array',
  } as never);
  const [values] = rows;
  if (values === undefined) return [];
  const cursor = Buffer.from(JSON.stringify(values)).toString('base64url');
  return [`${path(list, query)}&cursor=${cursor}`];
}

/** First and last pages of a row's filters in one figure: they are to be alike. */
const barsOf = (list: List): Bar<Installation>[] =>
  Object.entries(list.rows).map(([title, filters]) => ({
    name: `${list.title}, ${title}`,
    bar: { below: 20 },
    unit: 'ms',
    async measure(place) {
      const paths = Object.keys(filters).map((query) => path(list, query));
      for (const filter of Object.entries(filters))
        paths.push(...(await lastPage(place, list, filter)));
      return measureP95(place, paths);
    },
  }));

export const staffListBars: readonly Bar<Installation>[] = [
  leads,
  deliveries,
  connections,
  audit,
].flatMap(barsOf);
