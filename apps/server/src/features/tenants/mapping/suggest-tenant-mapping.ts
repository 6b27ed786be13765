import type { ReplyOf } from '@leads/contract/endpoint';
import type {
  suggestTenantMapping as endpoint,
  TenantMapping,
  TenantMappingProposal,
} from '@leads/contract/tenant-mapping';
import { compareJobTypeNames } from '#features/name-matching/index.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { getTenantMapping, readOfferedTypes } from './get-tenant-mapping.ts';
import { suggestUnits } from './suggest-units.ts';

const optionsMax = 3;

/**
 * Proposes job types of the tenant's own for standard job types that it maps to none, by the words of their names, and
 * the business units that do the rest of the trade. Changes nothing; what is not active any more is never proposed.
 */
export async function suggestTenantMapping(
  ctx: Context<ActorOf<'tenant'>>,
  scope: { integrationId?: string | undefined },
): Promise<ReplyOf<typeof endpoint>> {
  // Judged against the whole catalogue: what the partner does not offer may be what a name means.
  const all = await getTenantMapping(ctx, {});
  const { integrationId } = scope;
  const offered =
    integrationId === undefined ? undefined : await readOfferedTypes(ctx, integrationId);
  const unmapped = all.rows.filter(
    ({ standardJobTypeId, tenantJobTypeIds }) =>
      tenantJobTypeIds.length === 0 && offered?.has(standardJobTypeId) !== false,
  );
  const options = findOptions(all);
  const units = suggestUnits(all);
  const proposals = unmapped.flatMap((row): TenantMappingProposal[] => {
    const found = options.get(row.standardJobTypeId) ?? [];
    if (found.length === 0) return [];
    return [
      {
        standardJobTypeId: row.standardJobTypeId,
        options: found.toSorted((a, b) => b.confidence - a.confidence).slice(0, optionsMax),
        businessUnitIds: row.businessUnitIds.length > 0 ? [] : (units.get(row.trade) ?? []),
      },
    ];
  });
  return {
    proposals: proposals.toSorted((a, b) => surenessOf(b) - surenessOf(a)),
    unmappedCount: unmapped.length,
  };
}

const surenessOf = ({ options }: TenantMappingProposal): number => options[0]?.confidence ?? 0;

/** Own job types that may mean a standard job type, by the latter's id. */
function findOptions({ rows, jobTypes }: TenantMapping) {
  const standard = rows.map(({ standardJobTypeId: id, name, trade }) => ({ id, name, trade }));
  const options = new Map<string, TenantMappingProposal['options']>();
  for (const [at, found] of compareJobTypeNames(standard, jobTypes).entries()) {
    const own = jobTypes[at];
    if (own === undefined) continue;
    for (const { standardJobTypeId, confidence, matched } of found) {
      const known = options.get(standardJobTypeId) ?? [];
      options.set(standardJobTypeId, [...known, { tenantJobTypeId: own.id, confidence, matched }]);
    }
  }
  return options;
}
