import type { ReplyOf } from '@leads/contract/endpoint';
import type { listAvailability as endpoint, UnitCapacity } from '@leads/contract/availability';
import { readCapacities, toDay } from '#features/availability/index.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';

type TenantContext = Context<ActorOf<'tenant'>>;

/** The capacity of each active business unit, by name; one that nobody saved yet is empty, at version 0. */
export async function listAvailability(ctx: TenantContext): Promise<ReplyOf<typeof endpoint>> {
  const { tenantId } = ctx.actor;
  const { timeZone } = await ctx.db
    .selectFrom('tenant')
    .select('time_zone as timeZone')
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
  const [units, capacities, services, listeners] = await Promise.all([
    readUnits(ctx),
    readCapacities(ctx.db, { tenantIds: [tenantId] }),
    readServices(ctx),
    readListeners(ctx),
  ]);
  return {
    timeZone,
    today: toDay(ctx.clock.now(), timeZone).toString(),
    listeners,
    units: units.map(({ savedAt, ...unit }) => ({
      ...unit,
      savedAt: savedAt?.toISOString() ?? null,
      week: capacities.get(unit.businessUnitId)?.week ?? [],
      changedDays: capacities.get(unit.businessUnitId)?.changedDays ?? [],
      services: services.get(unit.businessUnitId) ?? [],
    })),
  };
}

async function readUnits(ctx: TenantContext) {
  const rows = await ctx.db
    .selectFrom('business_unit as unit')
    .leftJoin('business_unit_capacity as capacity', (join) =>
      join
        .onRef('capacity.tenant_id', '=', 'unit.tenant_id')
        .onRef('capacity.business_unit_id', '=', 'unit.id'),
    )
    .select([
      'unit.id as businessUnitId',
      'unit.name',
      'capacity.version',
      'capacity.source',
      'capacity.saved_at as savedAt',
      'capacity.saved_by_name as savedByName',
    ])
    .where('unit.tenant_id', '=', ctx.actor.tenantId)
    .where('unit.active', '=', true)
    .orderBy((eb) => eb.fn('lower', ['unit.name']))
    .orderBy('unit.id')
    .execute();
  return rows.map((row) => ({
    ...row,
    version: row.version ?? 0,
    source: (row.source ?? 'portal') as UnitCapacity['source'],
    savedByName: row.savedByName ?? '',
  }));
}

/** Names of the standard job types that are mapped to each business unit. */
async function readServices(ctx: TenantContext): Promise<Map<string, string[]>> {
  const rows = await ctx.db
    .selectFrom('tenant_mapped_business_unit as mapped')
    .innerJoin('standard_job_type as standard', 'standard.id', 'mapped.standard_job_type_id')
    .select(['mapped.business_unit_id as unitId', 'standard.name'])
    .where('mapped.tenant_id', '=', ctx.actor.tenantId)
    .orderBy('standard.position')
    .orderBy('standard.id')
    .execute();
  const names = new Map<string, string[]>();
  for (const { unitId, name } of rows) names.set(unitId, [...(names.get(unitId) ?? []), name]);
  return names;
}

async function readListeners(ctx: TenantContext): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('integration')
    .innerJoin('integration_webhooks as webhooks', 'webhooks.integration_id', 'integration.id')
    .select('integration.name')
    .where('webhooks.availability', '=', true)
    .where('integration.deleted_at', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('connection')
          .select('connection.id')
          .whereRef('connection.integration_id', '=', 'integration.id')
          .where('connection.tenant_id', '=', ctx.actor.tenantId)
          .where('connection.state', '=', 'connected'),
      ),
    )
    .orderBy((eb) => eb.fn('lower', ['integration.name']))
    .execute();
  return rows.map(({ name }) => name);
}
