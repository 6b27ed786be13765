import type { Context, Tx } from '#platform/act/context.ts';
import {
  announceAllAvailability,
  enqueueAvailabilityComparison,
  publishProfilesEvent,
  publishServicesEvent,
} from '#features/webhooks/index.ts';

/**
 * After the profiles of an account changed: its partner hears of them, of the services that they cover and of their open
 * spots. `isNew`: the account was not connected before, so all open spots are told, whatever an earlier connection knew.
 */
export async function tellOfProfiles(
  tx: Tx,
  ctx: Context,
  { tenantId, connectionId, isNew }: { tenantId: string; connectionId: string; isNew: boolean },
): Promise<void> {
  const key = { tenantId, connectionId };
  await publishProfilesEvent(tx, ctx, key);
  await publishServicesEvent(tx, ctx, key);
  if (isNew) await announceAllAvailability(tx, ctx, key);
  else await enqueueAvailabilityComparison(tx, ctx, key);
}
