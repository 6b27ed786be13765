import type { BulkLine } from '@leads/contract/platform-bulk';
import type { SaveResult } from '@leads/contract/platform-tenants';
import type { Problem } from '@leads/contract/problem';
import { savePlatformUsers } from '#features/staff/index.ts';
import type { Context } from '#platform/act/context.ts';
import { toProblem } from '#platform/http/reply-with-problem.ts';
import { noTenant } from '../records/read-tenants.ts';
import { saveTenants } from '../records/save-tenants.ts';
import { saveCapacities } from '../work/save-capacities.ts';
import { saveWork } from '../work/save-work.ts';

type ItemOf<Type extends BulkLine['type']> = Extract<BulkLine, { type: Type }>;
export type LineOutcome = SaveResult | Problem;

/** In this order, so that a tenant is there before what belongs to it. */
const types = ['tenant', 'business-unit', 'job-type', 'capacity', 'user'] as const;

/**
 * Saves lines that name each thing once, a transaction per type. When one of them cannot be saved with the others, each
 * is tried alone, so that a bad line never fails its neighbours.
 * @returns what became of each, in the order given
 */
export async function saveLines(ctx: Context, items: readonly BulkLine[]): Promise<LineOutcome[]> {
  const outcomes = new Map<BulkLine, LineOutcome>();
  for (const type of types) {
    const group = items.filter((item) => item.type === type);
    if (group.length === 0) continue;
    for (const [item, outcome] of await saveGroup(ctx, group)) outcomes.set(item, outcome);
  }
  return items.map((item) => {
    const outcome = outcomes.get(item);
    if (outcome === undefined) throw new Error(`a line of the type ${item.type} was not saved`);
    return outcome;
  });
}

async function saveGroup(
  ctx: Context,
  group: readonly BulkLine[],
): Promise<[BulkLine, LineOutcome][]> {
  try {
    const outcomes = await saveTogether(ctx, group);
    return group.map((item, index) => [item, outcomes[index] ?? 'unchanged']);
  } catch (err) {
    const problem = toProblem(err);
    const [only] = group;
    if (problem.code === 'unavailable') return group.map((item) => [item, problem]);
    if (group.length > 1 || only === undefined) {
      const alone: [BulkLine, LineOutcome][] = [];
      for (const item of group) alone.push(...(await saveGroup(ctx, [item])));
      return alone;
    }
    if (problem.code === 'internal') ctx.log.error({ err }, 'a line of a bulk could not be saved');
    return [[only, problem]];
  }
}

/** One transaction for all of one type. */
async function saveTogether(ctx: Context, group: readonly BulkLine[]): Promise<LineOutcome[]> {
  const [first] = group;
  if (first === undefined) return [];
  if (first.type === 'tenant') {
    const tenants = group as readonly ItemOf<'tenant'>[];
    return saveTenants(
      ctx,
      tenants.map(({ externalId, value }) => ({ externalId, tenant: value })),
    );
  }
  return saveOfTenants(ctx, group as readonly Exclude<BulkLine, ItemOf<'tenant'>>[]);
}

async function saveOfTenants(
  ctx: Context,
  group: readonly Exclude<BulkLine, ItemOf<'tenant'>>[],
): Promise<LineOutcome[]> {
  const tenantIds = await readTenantIds(ctx, [
    ...new Set(group.map(({ tenantExternalId }) => tenantExternalId)),
  ]);
  const known = group.flatMap((item) => {
    const tenantId = tenantIds.get(item.tenantExternalId);
    return tenantId === undefined ? [] : [{ item, tenantId }];
  });
  const results = await saveKnown(ctx, known);
  let next = 0;
  return group.map(({ tenantExternalId }) =>
    tenantIds.has(tenantExternalId) ? (results[next++] ?? 'unchanged') : noTenant(tenantExternalId),
  );
}

async function saveKnown(
  ctx: Context,
  known: readonly { item: Exclude<BulkLine, ItemOf<'tenant'>>; tenantId: string }[],
): Promise<SaveResult[]> {
  const [first] = known;
  if (first === undefined) return [];
  const { type } = first.item;
  if (type === 'user') {
    return savePlatformUsers(
      ctx,
      known.flatMap(({ item, tenantId }) =>
        item.type === 'user' ? [{ tenantId, email: item.email, user: item.value }] : [],
      ),
    );
  }
  if (type === 'capacity') {
    return saveCapacities(
      ctx,
      known.flatMap(({ item, tenantId }) =>
        item.type === 'capacity'
          ? [{ tenantId, externalId: item.externalId, capacity: item.value }]
          : [],
      ),
    );
  }
  return saveWork(
    ctx,
    type,
    known.flatMap(({ item, tenantId }) =>
      item.type === type ? [{ tenantId, externalId: item.externalId, work: item.value }] : [],
    ),
  );
}

async function readTenantIds(
  { db }: Context,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('tenant')
    .select(['id', 'external_id as externalId'])
    .where('external_id', 'in', externalIds)
    .where('is_test', '=', false)
    .execute();
  return new Map(rows.map(({ id, externalId }) => [externalId, id]));
}
