import type { Capacity } from '@leads/contract/capacity';
import type { SaveResult } from '@leads/contract/platform-tenants';
import { Problem } from '@leads/contract/problem';
import { readCapacities, toDay } from '#features/availability/index.ts';
import { isSameCapacity, saveCapacity } from '#features/tenants/index.ts';
import { enqueueAvailabilityComparison } from '#features/webhooks/index.ts';
import { change, noAudit } from '#platform/act/change.ts';
import type { AuditNote } from '#platform/act/change.ts';
import type { Context, Reader, Tx } from '#platform/act/context.ts';

interface UnitKey {
  tenantId: string;
  /** The core's id of the business unit. */
  externalId: string;
}

export interface CapacityToSave extends UnitKey {
  capacity: Capacity;
}

/**
 * Replaces the capacity of business units, of any tenants, each named once, in one transaction. The portal only shows
 * them from then on. Equal ones leave no trace and wait for nobody. Partners that listen hear of open spots that changed.
 * @throws Problem `not_found` for a business unit that the tenant does not have
 * @returns what became of each, in the order given
 */
export async function saveCapacities(
  ctx: Context,
  items: readonly CapacityToSave[],
): Promise<SaveResult[]> {
  return change(ctx, 'capacity.save', async (tx) => {
    const known = await readUnits(tx, items);
    const units = items.map((item) => ({ ...item, ...requireUnit(known, item) }));
    const differing = units
      .filter(({ timeZone, stored, capacity }) => {
        const today = toDay(ctx.clock.now(), timeZone).toString();
        return !isSameCapacity(stored, { source: 'platform', capacity, today });
      })
      // Locked in one order, so that two of these at once do not wait for each other.
      .sort((a, b) => (a.businessUnitId < b.businessUnitId ? -1 : 1));
    const results = new Map<string, SaveResult>();
    const audit: AuditNote[] = [];
    for (const { tenantId, businessUnitId, capacity } of differing) {
      const save = { tenantId, businessUnitId, capacity, source: 'platform' } as const;
      const { before, after, changed, version } = await saveCapacity(tx, ctx, save);
      if (!changed) continue;
      results.set(businessUnitId, version === 1 ? 'created' : 'updated');
      audit.push({
        subject: { kind: 'business_unit', id: businessUnitId },
        tenantId,
        before,
        after,
      });
    }
    await compareOpenSpots(tx, ctx, audit);
    return {
      value: units.map(({ businessUnitId }) => results.get(businessUnitId) ?? 'unchanged'),
      audit: audit.length === 0 ? noAudit('nothing changed') : audit,
    };
  });
}

/** Once for each tenant, in one order, as the acts of a tenant wait for each other from here on. */
async function compareOpenSpots(tx: Tx, ctx: Context, changed: readonly AuditNote[]) {
  const tenantIds = new Set(changed.map(({ tenantId }) => tenantId ?? ''));
  for (const tenantId of [...tenantIds].sort()) {
    await enqueueAvailabilityComparison(tx, ctx, { tenantId });
  }
}

/**
 * The capacity of one business unit.
 * @throws Problem `not_found`
 */
export async function getCapacity(
  { db }: Context,
  key: UnitKey,
): Promise<Capacity & { source: 'portal' | 'platform' }> {
  const { stored } = requireUnit(await readUnits(db, [key]), key);
  const { week, changedDays } = stored.capacity;
  return { week, changedDays, source: stored.source === 'platform' ? 'platform' : 'portal' };
}

interface Unit {
  businessUnitId: string;
  timeZone: string;
  stored: { version: number; source: string; capacity: Capacity };
}

const keyOf = ({ tenantId, externalId }: UnitKey): string => `${tenantId} ${externalId}`;
const nothing: Capacity = { week: [], changedDays: [] };

/** Those that are there, with what is stored of their capacity. */
async function readUnits(db: Reader, keys: readonly UnitKey[]): Promise<Map<string, Unit>> {
  const rows = await db
    .selectFrom('business_unit as unit')
    .innerJoin('tenant', 'tenant.id', 'unit.tenant_id')
    .leftJoin('business_unit_capacity as capacity', (join) =>
      join
        .onRef('capacity.tenant_id', '=', 'unit.tenant_id')
        .onRef('capacity.business_unit_id', '=', 'unit.id'),
    )
    .select([
      'unit.tenant_id as tenantId',
      'unit.external_id as externalId',
      'unit.id as businessUnitId',
      'tenant.time_zone as timeZone',
      'capacity.version',
      'capacity.source',
    ])
    .where((eb) =>
      eb(
        eb.refTuple('unit.tenant_id', 'unit.external_id'),
        'in',
        keys.map(({ tenantId, externalId }) => eb.tuple(tenantId, externalId)),
      ),
    )
    .execute();
  const capacities = await readCapacities(db, {
    tenantIds: [...new Set(rows.map(({ tenantId }) => tenantId))],
    businessUnitIds: rows.map(({ businessUnitId }) => businessUnitId),
  });
  return new Map(
    rows.map(({ version, source, businessUnitId, timeZone, ...key }) => {
      const capacity = capacities.get(businessUnitId) ?? nothing;
      const stored = { version: version ?? 0, source: source ?? 'portal', capacity };
      return [keyOf(key), { businessUnitId, timeZone, stored }];
    }),
  );
}

function requireUnit(known: ReadonlyMap<string, Unit>, key: UnitKey): Unit {
  const unit = known.get(keyOf(key));
  if (unit !== undefined) return unit;
  throw new Problem('not_found', {
    detail: `The tenant has no business unit of the external id ${key.externalId}. Create it first.`,
  });
}
