import type { Capacity } from '@leads/contract/capacity';
import type { SaveResult } from '@leads/contract/platform-tenants';
import { Problem } from '@leads/contract/problem';
import { readCapacities } from '#features/availability/index.ts';
import { saveCapacity } from '#features/tenants/index.ts';
import { change, noAudit } from '#platform/act/change.ts';
import type { AuditNote } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';

export interface CapacityToSave {
  tenantId: string;
  /** The core's id of the business unit. */
  externalId: string;
  capacity: Capacity;
}

/**
 * Replaces the capacity of business units, of any tenants, each named once, in one transaction. The portal only shows
 * them from then on. Equal ones leave no trace.
 * @throws Problem `not_found` for a business unit that the tenant does not have
 * @returns what became of each, in the order given
 */
export async function saveCapacities(
  ctx: Context,
  items: readonly CapacityToSave[],
): Promise<SaveResult[]> {
  const units = await Promise.all(items.map((item) => findUnit(ctx, item)));
  return change(ctx, 'capacity.save', async (tx) => {
    const results: SaveResult[] = [];
    const audit: AuditNote[] = [];
    for (const unit of units) {
      const saved = await saveCapacity(tx, ctx, { ...unit, source: 'platform' });
      const { before, after, changed, version } = saved;
      results.push(changed ? (version === 1 ? 'created' : 'updated') : 'unchanged');
      if (!changed) continue;
      const { tenantId, businessUnitId: id } = unit;
      audit.push({ subject: { kind: 'business_unit', id }, tenantId, before, after });
    }
    return { value: results, audit: audit.length === 0 ? noAudit('nothing changed') : audit };
  });
}

/**
 * The capacity of one business unit.
 * @throws Problem `not_found`
 */
export async function getCapacity(
  ctx: Context,
  key: Pick<CapacityToSave, 'tenantId' | 'externalId'>,
): Promise<Capacity & { source: 'portal' | 'platform' }> {
  const { tenantId, businessUnitId } = await findUnit(ctx, { ...key, capacity: nothing });
  const known = await readCapacities(ctx.db, { tenantIds: [tenantId], businessUnitId });
  const stored = await ctx.db
    .selectFrom('business_unit_capacity')
    .select('source')
    .where('tenant_id', '=', tenantId)
    .where('business_unit_id', '=', businessUnitId)
    .executeTakeFirst();
  const source = stored?.source === 'platform' ? 'platform' : 'portal';
  return { ...(known.get(businessUnitId) ?? nothing), source };
}

const nothing: Capacity = { week: [], changedDays: [] };

async function findUnit({ db }: Context, { tenantId, externalId, capacity }: CapacityToSave) {
  const unit = await db
    .selectFrom('business_unit')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  if (unit !== undefined) return { tenantId, businessUnitId: unit.id, capacity };
  throw new Problem('not_found', {
    detail: `The tenant has no business unit of the external id ${externalId}. Create it first.`,
  });
}
