import { sql } from 'kysely';
import type { ReadDb } from '#platform/act/context.ts';
import { readSql } from '#platform/db/read-sql.ts';

const dayMs = 86_400_000;
/** What came since the hours were last summed is counted no further than this per integration. */
const newestMax = 10_000;

export interface ListFigures {
  connectedTenants: number;
  leadsIn7Days: number;
  webhookSuccessIn24h: number | null;
}

interface FigureRow {
  id: string;
  connectedTenants: number;
  leads: number;
  tried: number;
  succeeded: number;
}

/**
 * The figures of the list for the integrations of one page: hourly sums, and what came since they were made. Test leads,
 * test messages and test tenants do not count.
 */
export async function listFigures(
  db: ReadDb,
  { integrationIds, now }: { integrationIds: string[]; now: Date },
): Promise<(integrationId: string) => ListFigures> {
  if (integrationIds.length === 0) return () => noFigures;
  const rows = await readFigures(db, { integrationIds, now });
  const byId = new Map(rows.map((row) => [row.id, toFigures(row)]));
  return (integrationId) => byId.get(integrationId) ?? noFigures;
}

const noFigures: ListFigures = {
  connectedTenants: 0,
  leadsIn7Days: 0,
  webhookSuccessIn24h: null,
};

function toFigures({ connectedTenants, leads, tried, succeeded }: FigureRow): ListFigures {
  return {
    connectedTenants,
    leadsIn7Days: leads,
    webhookSuccessIn24h: tried === 0 ? null : succeeded / tried,
  };
}

async function readFigures(
  db: ReadDb,
  { integrationIds, now }: { integrationIds: string[]; now: Date },
): Promise<FigureRow[]> {
  const weekAgo = new Date(now.getTime() - 7 * dayMs);
  const dayAgo = new Date(now.getTime() - dayMs);
  return readSql(
    db,
    sql<FigureRow>`
      with counted as (select max(until) as until from integration_hours_counted)
      select i.id, c.count as "connectedTenants",
        h.leads + l.count as leads, h.tried + d.tried as tried, h.succeeded + d.succeeded as succeeded
      from unnest(${integrationIds}::uuid[]) as i (id)
      cross join counted
      cross join lateral (
        select count(distinct tenant_id)::int as count from connection
        where integration_id = i.id and state = 'connected'
          and tenant_id not in (select id from tenant where is_test)
      ) c
      cross join lateral (
        select coalesce(sum(leads), 0)::int as leads,
          coalesce(sum(deliveries_tried) filter (where hour > ${dayAgo}), 0)::int as tried,
          coalesce(sum(deliveries_succeeded) filter (where hour > ${dayAgo}), 0)::int as succeeded
        from integration_hour where integration_id = i.id and hour > ${weekAgo}
      ) h
      cross join lateral (
        select count(*)::int as count from (
          select from lead where integration_id = i.id and not test
            and received_at > greatest(counted.until, ${weekAgo}) limit ${newestMax}
        ) newest
      ) l
      cross join lateral (
        select count(*)::int as tried, (count(*) filter (where state = 'succeeded'))::int as succeeded from (
          select state from delivery where integration_id = i.id and not test and attempts > 0
            and created_at > greatest(counted.until, ${dayAgo}) limit ${newestMax}
        ) newest
      ) d`,
  );
}

/** When the hours were summed last; undefined before the first time. */
export async function findSummedAt(db: ReadDb): Promise<Date | undefined> {
  const row = await db.selectFrom('integration_hours_counted').select('until').executeTakeFirst();
  return row?.until;
}
