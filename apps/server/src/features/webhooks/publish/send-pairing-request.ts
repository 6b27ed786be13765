import type { Context, Tx } from '#platform/act/context.ts';
import { readConnection } from './connection-event.ts';
import type { ConnectionKey } from './connection-event.ts';
import { readTenantDetails } from './tenant-details.ts';
import { sendMessages, writeMessages } from './write-messages.ts';

/** The `path` of pairing requests in the list of deliveries; they go to the Partner Pairing URL itself. */
export const pairingPath = 'pairing';

/**
 * Sends the pairing request of a connection to the Partner Pairing URL, signed like a webhook and retried like one;
 * `webhook-id` is the request id. Sent again for the same connection, the first message is renewed.
 * @throws Error when the integration has no Partner Pairing URL; an active one always has
 */
export async function sendPairingRequest(tx: Tx, ctx: Context, key: ConnectionKey): Promise<void> {
  const { tenantId, connectionId } = key;
  const { integrationId, nowSeconds } = await readConnection(tx, key);
  const { pairing_url: url } = await tx
    .selectFrom('integration_urls')
    .select('pairing_url')
    .where('integration_id', '=', integrationId)
    .executeTakeFirstOrThrow();
  if (url === null) throw new Error(`integration ${integrationId} has no Partner Pairing URL`);
  const body = {
    requestId: connectionId,
    timestamp: nowSeconds,
    tenant: await readTenantDetails(tx, tenantId),
  };
  const event = { kind: 'pairing.requested', integrationId, tenantId, connectionId };
  const message = { id: connectionId, path: pairingPath, url, prefix: url, body };
  const renewed = await tx
    .updateTable('delivery')
    .set({
      state: 'waiting',
      url,
      prefix: url,
      body: JSON.stringify(body),
      next_attempt_at: tx.fn<Date>('now'),
      first_attempt_at: null,
      finished_at: null,
    })
    .where('id', '=', connectionId)
    .returning('id')
    .executeTakeFirst();
  if (renewed === undefined) await writeMessages(tx, ctx, { event, messages: [message] });
  else await sendMessages(tx, ctx, { event, messages: [message] });
}
