import type { Context, Reader, Tx } from '#platform/act/context.ts';
import type { ComparisonScope } from '../profile-batches.ts';
import { compareAvailability } from './compare-availability.task.ts';
import { forgetToldSlots } from './told-slots.ts';

/**
 * After a change of capacity, appointments or mapping: one job that tells the partners that listen which days have
 * other open spots now. Call it last in a transaction: acts of one tenant wait for each other from here on.
 */
export async function enqueueAvailabilityComparison(
  tx: Tx,
  ctx: Context,
  scope: ComparisonScope,
): Promise<void> {
  if (!(await isListenedTo(tx, scope))) return;
  await ctx.queue.enqueue(tx, compareAvailability, { payload: scope });
}

/** After an account was connected: its partner is told of all 14 days, whatever it knew of an earlier connection. */
export async function announceAllAvailability(
  tx: Tx,
  ctx: Context,
  { tenantId, connectionId }: { tenantId: string; connectionId: string },
): Promise<void> {
  await forgetToldSlots(tx, { tenantId, connectionId });
  await enqueueAvailabilityComparison(tx, ctx, { tenantId, connectionId });
}

async function isListenedTo(
  db: Reader,
  { tenantId, integrationId, connectionId }: ComparisonScope,
): Promise<boolean> {
  const found = await db
    .selectFrom('connection')
    .innerJoin('integration_webhooks as webhooks', (join) =>
      join
        .onRef('webhooks.integration_id', '=', 'connection.integration_id')
        .on('webhooks.availability', '=', true),
    )
    .select('connection.id')
    .where('connection.state', '=', 'connected')
    .$if(tenantId !== undefined, (query) => query.where('tenant_id', '=', tenantId as string))
    .$if(integrationId !== undefined, (query) =>
      query.where('connection.integration_id', '=', integrationId as string),
    )
    .$if(connectionId !== undefined, (query) =>
      query.where('connection.id', '=', connectionId as string),
    )
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
