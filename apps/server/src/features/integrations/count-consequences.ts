import { sql } from 'kysely';
import type { Reader } from '#platform/act/context.ts';
import { countUpTo } from '#platform/db/page-cursor.ts';

export interface Consequences {
  connectedTenants: number;
  /** Null above 10,000, where counting would take longer than the number is worth; the next too. */
  openLeads: number | null;
  waitingDeliveries: number | null;
}

/** What hangs on an integration, as the confirmation of its deletion states it. Test leads and messages do not count. */
export async function countConsequences(db: Reader, integrationId: string): Promise<Consequences> {
  const [connectedTenants, openLeads, waitingDeliveries] = await Promise.all([
    countConnectedTenants(db, integrationId),
    countOpenLeads(db, integrationId),
    countWaitingDeliveries(db, integrationId),
  ]);
  return { connectedTenants, openLeads, waitingDeliveries };
}

const rowCount = sql<number>`count(*)::int`;

/** Tenants, however many accounts each has connected; the built-in test tenant is none. */
export async function countConnectedTenants(db: Reader, integrationId: string): Promise<number> {
  const { count } = await db
    .selectFrom('connection as c')
    .select(sql<number>`count(distinct c.tenant_id)::int`.as('count'))
    .where('c.integration_id', '=', integrationId)
    .where('c.state', '=', sql.lit('connected'))
    .where(sql<boolean>`c.tenant_id not in (select id from tenant where is_test)`)
    .executeTakeFirstOrThrow();
  return count;
}

/** Connected accounts, of which a tenant may have several. */
export async function countConnections(db: Reader, integrationId: string): Promise<number> {
  const { count } = await db
    .selectFrom('connection as c')
    .innerJoin('tenant as t', 't.id', 'c.tenant_id')
    .select(rowCount.as('count'))
    .where('c.integration_id', '=', integrationId)
    .where('c.state', '=', 'connected')
    .where('t.is_test', '=', false)
    .executeTakeFirstOrThrow();
  return count;
}

async function countOpenLeads(db: Reader, integrationId: string): Promise<number | null> {
  const open = db
    .selectFrom('lead')
    .select('integration_id')
    .where('integration_id', '=', integrationId)
    .where('state', 'in', [sql.lit('new'), sql.lit('accepted'), sql.lit('scheduled')])
    .where('test', '=', sql.lit(false));
  return (await countUpTo(db, open)) ?? null;
}

async function countWaitingDeliveries(db: Reader, integrationId: string): Promise<number | null> {
  const waiting = db
    .selectFrom('delivery')
    .select('integration_id')
    .where('integration_id', '=', integrationId)
    .where('state', '=', sql.lit('waiting'))
    .where('test', '=', sql.lit(false));
  return (await countUpTo(db, waiting)) ?? null;
}
