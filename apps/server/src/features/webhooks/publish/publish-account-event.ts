import { sql } from 'kysely';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { readConnection } from './connection-event.ts';
import type { ConnectionKey } from './connection-event.ts';
import { findWebhookTarget } from './find-webhook-target.ts';
import { toTenantDetails } from './tenant-details.ts';
import { saveToldAccounts } from './told-accounts.ts';
import { writeMessageBatch } from './write-messages.ts';

const path = '/accounts/updated';

export type AccountStatus = 'CONNECTED' | 'DISCONNECTED';

/**
 * Tells the partner that an account was connected or disconnected, also when its integration is being deleted. Does
 * nothing when the Accounts webhook is off or the connection never got an account.
 */
export async function publishAccountEvent(
  tx: Tx,
  ctx: Context,
  { tenantId, connectionId, status }: ConnectionKey & { status: AccountStatus },
): Promise<void> {
  const { integrationId } = await readConnection(tx, { tenantId, connectionId });
  await publishAccountEvents(tx, ctx, {
    integrationId,
    status,
    connections: [{ tenantId, connectionId }],
  });
}

/** The same for up to 1,000 connections of one integration at once. */
export async function publishAccountEvents(
  tx: Tx,
  ctx: Context,
  {
    integrationId,
    status,
    connections,
  }: { integrationId: string; status: AccountStatus; connections: readonly ConnectionKey[] },
): Promise<void> {
  if (connections.length === 0) return;
  const target = await findWebhookTarget(tx, integrationId);
  if (target === undefined || !target.accounts) return;
  const { prefix } = target;
  const rows = await readAccounts(tx, connections);
  const all = rows.map(({ connectionId, accountId, nowSeconds, ...tenant }) => {
    const id = newId();
    const body = {
      statusUpdateId: id,
      timestamp: nowSeconds,
      accountId,
      requestId: connectionId,
      status,
      tenant: toTenantDetails(tenant),
    };
    return {
      event: { kind: `account.${status}`, integrationId, tenantId: tenant.id, connectionId },
      messages: [{ id, path, url: `${prefix}${path}`, prefix, body }],
    };
  });
  await writeMessageBatch(tx, ctx, all);
  await saveToldAccounts(
    tx,
    rows.map((row) => ({
      tenantId: row.id,
      connectionId: row.connectionId,
      tenant: toTenantDetails(row),
    })),
  );
}

async function readAccounts(tx: Tx, connections: readonly ConnectionKey[]) {
  return tx
    .selectFrom('connection')
    .innerJoin('tenant', 'tenant.id', 'connection.tenant_id')
    .selectAll('tenant')
    .select([
      'connection.id as connectionId',
      'connection.account_id as accountId',
      sql<number>`floor(extract(epoch from now()))::bigint`.as('nowSeconds'),
    ])
    .where(
      'connection.tenant_id',
      'in',
      connections.map(({ tenantId }) => tenantId),
    )
    .where(
      'connection.id',
      'in',
      connections.map(({ connectionId }) => connectionId),
    )
    .where('connection.account_id', 'is not', null)
    .orderBy('connection.id')
    .execute();
}
