import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { readConnection } from './connection-event.ts';
import type { ConnectionKey } from './connection-event.ts';
import { findWebhookTarget } from './find-webhook-target.ts';
import { readTenantDetails } from './tenant-details.ts';
import { writeMessages } from './write-messages.ts';

const path = '/accounts/updated';

/**
 * Tells the partner that an account was connected or disconnected, also when its integration is being deleted. Does
 * nothing when the Accounts webhook is off or the connection never got an account.
 */
export async function publishAccountEvent(
  tx: Tx,
  ctx: Context,
  { tenantId, connectionId, status }: ConnectionKey & { status: 'CONNECTED' | 'DISCONNECTED' },
): Promise<void> {
  const connection = await readConnection(tx, { tenantId, connectionId });
  const { integrationId, accountId, nowSeconds } = connection;
  const target = await findWebhookTarget(tx, integrationId);
  if (target === undefined || !target.accounts || accountId === null) return;
  const id = newId();
  const body = {
    statusUpdateId: id,
    timestamp: nowSeconds,
    accountId,
    requestId: connectionId,
    status,
    tenant: await readTenantDetails(tx, tenantId),
  };
  const { prefix } = target;
  await writeMessages(tx, ctx, {
    event: { kind: `account.${status}`, integrationId, tenantId, connectionId },
    messages: [{ id, path, url: `${prefix}${path}`, prefix, body }],
  });
}
