import { sql } from 'kysely';
import type { Reader } from '#platform/act/context.ts';

const dayMs = 86_400_000;

export interface ListFigures {
  connectedTenants: number;
  leadsIn7Days: number;
  webhookSuccessIn24h: number | null;
}

/** The figures of the list for the integrations of one page; test leads and messages do not count. */
export async function listFigures(
  db: Reader,
  { integrationIds, now }: { integrationIds: string[]; now: Date },
): Promise<(integrationId: string) => ListFigures> {
  if (integrationIds.length === 0) return () => noFigures;
  const [connected, leads, deliveries] = await Promise.all([
    countConnected(db, integrationIds),
    countLeads(db, integrationIds, new Date(now.getTime() - 7 * dayMs)),
    countDeliveries(db, integrationIds, new Date(now.getTime() - dayMs)),
  ]);
  return (integrationId) => {
    const sent = deliveries.get(integrationId);
    return {
      connectedTenants: connected.get(integrationId)?.count ?? 0,
      leadsIn7Days: leads.get(integrationId)?.count ?? 0,
      webhookSuccessIn24h:
        sent === undefined || sent.count === 0 ? null : sent.succeeded / sent.count,
    };
  };
}

const noFigures: ListFigures = {
  connectedTenants: 0,
  leadsIn7Days: 0,
  webhookSuccessIn24h: null,
};

async function countConnected(db: Reader, ids: string[]) {
  const rows = await db
    .selectFrom('connection as c')
    .innerJoin('tenant as t', 't.id', 'c.tenant_id')
    .select(['c.integration_id', sql<number>`count(distinct c.tenant_id)::int`.as('count')])
    .where('c.integration_id', 'in', ids)
    .where('c.state', '=', sql.lit('connected'))
    .where('t.is_test', '=', false)
    .groupBy('c.integration_id')
    .execute();
  return byIntegration(rows);
}

async function countLeads(db: Reader, ids: string[], since: Date) {
  const rows = await db
    .selectFrom('lead')
    .select(['integration_id', sql<number>`count(*)::int`.as('count')])
    .where('integration_id', 'in', ids)
    .where('received_at', '>', since)
    .where('test', '=', false)
    .groupBy('integration_id')
    .execute();
  return byIntegration(rows);
}

/** Messages that were tried at least once; one that still waits for its next try counts as not succeeded. */
async function countDeliveries(db: Reader, ids: string[], since: Date) {
  const rows = await db
    .selectFrom('delivery')
    .select([
      'integration_id',
      sql<number>`count(*) filter (where attempts > 0)::int`.as('count'),
      sql<number>`count(*) filter (where attempts > 0 and state = 'succeeded')::int`.as(
        'succeeded',
      ),
    ])
    .where('integration_id', 'in', ids)
    .where('created_at', '>', since)
    .where('test', '=', false)
    .groupBy('integration_id')
    .execute();
  return byIntegration(rows);
}

function byIntegration<Row extends { integration_id: string }>(rows: Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.integration_id, row]));
}
