import type { Capacity } from '@leads/contract/capacity';
import { enqueueAvailabilityComparison } from '#features/webhooks/index.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { saveCapacity } from './save-capacity.ts';

/**
 * Saves the capacity of one of the tenant's business units; saving what is there already writes nothing.
 * @throws Problem `not_found`, `changed_meanwhile`, `managed_elsewhere`
 */
export async function saveAvailability(
  ctx: Context<ActorOf<'tenant'>>,
  save: { businessUnitId: string; version: number; capacity: Capacity },
): Promise<{ version: number }> {
  const { tenantId } = ctx.actor;
  return change(ctx, 'capacity.save', async (tx) => {
    const saved = await saveCapacity(tx, ctx, { ...save, tenantId, source: 'portal' });
    const { changed, version, before, after } = saved;
    if (changed) await enqueueAvailabilityComparison(tx, ctx, { tenantId });
    const subject = { kind: 'business_unit', id: save.businessUnitId };
    return {
      value: { version },
      audit: changed ? { subject, tenantId, before, after } : noAudit('nothing changed'),
    };
  });
}
