import type { Context, Tx } from '#platform/act/context.ts';
import { announceServices } from './announce-services.ts';
import { enqueueAvailabilityComparison } from './availability/enqueue-availability-comparison.ts';
import { compareServices } from './compare-services.task.ts';
import type { ConnectionKey } from './connection-event.ts';
import { readConnection } from './connection-event.ts';
import { findWebhookTarget } from './find-webhook-target.ts';
import { readProfilesOf } from './profile-batches.ts';
import type { ComparisonScope } from './profile-batches.ts';

/**
 * Tells the partner which of its services a connection's profiles cover, one message per active profile. Does nothing
 * when the Services webhook is off, the integration is deleted, or there is no account.
 */
export async function publishServicesEvent(
  tx: Tx,
  ctx: Context,
  { tenantId, connectionId }: ConnectionKey,
): Promise<void> {
  const { integrationId, accountId } = await readConnection(tx, { tenantId, connectionId });
  const target = await findWebhookTarget(tx, integrationId);
  if (target === undefined || target.deleted || !target.services || accountId === null) return;
  const profiles = await readProfilesOf(tx, { tenantId, connectionId });
  await announceServices(tx, ctx, { integrationId, target, profiles, changedOnly: false });
}

/**
 * After a saved mapping, or a choice of a profile's business units: one job that tells the partners of every connection
 * whose services it changed, and one for open spots.
 */
export async function enqueueServicesComparison(
  tx: Tx,
  ctx: Context,
  scope: ComparisonScope,
): Promise<void> {
  await ctx.queue.enqueue(tx, compareServices, { payload: scope });
  await enqueueAvailabilityComparison(tx, ctx, scope);
}
