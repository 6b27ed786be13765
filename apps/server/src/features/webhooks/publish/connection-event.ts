import { sql } from 'kysely';
import type { Tx } from '#platform/act/context.ts';

export interface ConnectionKey {
  tenantId: string;
  connectionId: string;
}

export interface ConnectionOfEvent {
  integrationId: string;
  accountId: string | null;
  /** Epoch seconds by the database's clock. */
  nowSeconds: number;
}

/** Epoch seconds by the database's clock. */
export async function readNowSeconds(tx: Tx): Promise<number> {
  const { rows } = await sql<{ now: number }>`
    select floor(extract(epoch from now()))::bigint as now`.execute(tx);
  return rows[0]?.now ?? 0;
}

/** What every event about a connection needs of it. */
export async function readConnection(tx: Tx, key: ConnectionKey): Promise<ConnectionOfEvent> {
  return tx
    .selectFrom('connection')
    .select([
      'integration_id as integrationId',
      'account_id as accountId',
      sql<number>`floor(extract(epoch from now()))::bigint`.as('nowSeconds'),
    ])
    .where('tenant_id', '=', key.tenantId)
    .where('id', '=', key.connectionId)
    .executeTakeFirstOrThrow();
}
