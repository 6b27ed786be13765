import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { readConnection } from './connection-event.ts';
import type { ConnectionKey } from './connection-event.ts';
import { findWebhookTarget } from './find-webhook-target.ts';
import { writeMessages } from './write-messages.ts';

const path = '/profiles/updated';

/**
 * Tells the partner which business profiles we keep of an account. Does nothing when the Profiles webhook is off, the
 * integration is deleted, or the connection has no account.
 */
export async function publishProfilesEvent(
  tx: Tx,
  ctx: Context,
  key: ConnectionKey,
): Promise<void> {
  const { tenantId, connectionId } = key;
  const { integrationId, accountId, nowSeconds } = await readConnection(tx, key);
  const target = await findWebhookTarget(tx, integrationId);
  if (target === undefined || target.deleted || !target.profiles || accountId === null) return;
  const profiles = await tx
    .selectFrom('connection_profile')
    .select(['profile_id as id', 'name', 'active'])
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .orderBy('position')
    .orderBy('profile_id')
    .execute();
  const id = newId();
  const body = { statusUpdateId: id, timestamp: nowSeconds, accountId, profiles };
  const { prefix } = target;
  await writeMessages(tx, ctx, {
    event: { kind: 'profiles.updated', integrationId, tenantId, connectionId },
    messages: [{ id, path, url: `${prefix}${path}`, prefix, body }],
  });
}
