import type { ReplyOf } from '@leads/contract/endpoint';
import { proposalsMax } from '@leads/contract/job-type-suggestions';
import type {
  MappingProposal,
  ProposedType,
  suggestMappings as endpoint,
} from '@leads/contract/job-type-suggestions';
import { Problem } from '@leads/contract/problem';
import {
  indexStandardTypes,
  optionsMax,
  suggestStandardTypes,
} from '#features/name-matching/index.ts';
import type { StandardTypeIndex } from '#features/name-matching/index.ts';
import type { Context, ReadDb } from '#platform/act/context.ts';
import { createGiveWay } from '#platform/give-way.ts';
import { countMappedElsewhere } from './count-mapped-elsewhere.ts';
import type { MappedElsewhere } from './count-mapped-elsewhere.ts';

/**
 * Proposes standard job types for what is not mapped, by the words of its name and category and by how other
 * integrations map the same. Changes nothing; retired types are never proposed.
 * @throws Problem `not_found`
 */
export async function suggestMappings(
  ctx: Context,
  integrationId: string,
): Promise<ReplyOf<typeof endpoint>> {
  await requireLiving(ctx.db, integrationId);
  const unmapped = await ctx.db
    .selectFrom('partner_job_type')
    .select(['id', 'name', 'category'])
    .where('integration_id', '=', integrationId)
    .where('standard_job_type_id', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const [index, elsewhere] = await Promise.all([
    readIndex(ctx.db),
    countMappedElsewhere(ctx.db, integrationId),
  ]);
  const proposals: MappingProposal[] = [];
  const giveWay = createGiveWay();
  for (const row of unmapped) {
    // oxlint-disable-next-line no-await-in-loop -- giving way is the point
    await giveWay();
    const options = propose(index, row, elsewhere.get(row.id) ?? []);
    if (options.length > 0) proposals.push({ partnerJobTypeId: row.id, options });
  }
  proposals.sort((a, b) => surenessOf(b) - surenessOf(a));
  return {
    proposals: proposals.slice(0, proposalsMax),
    unmappedCount: unmapped.length,
    moreCount: Math.max(0, proposals.length - proposalsMax),
  };
}

const surenessOf = ({ options }: MappingProposal): number => options[0]?.confidence ?? 0;

async function requireLiving(db: ReadDb, integrationId: string): Promise<void> {
  const row = await db
    .selectFrom('integration')
    .select('id')
    .where('id', '=', integrationId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined)
    throw new Problem('not_found', { detail: 'There is no such integration.' });
}

async function readIndex(db: ReadDb): Promise<StandardTypeIndex> {
  const types = await db
    .selectFrom('standard_job_type as s')
    .innerJoin('trade as t', 't.id', 's.trade_id')
    .select(['s.id', 's.name', 't.name as trade'])
    .where('s.retired_at', 'is', null)
    .orderBy('t.position')
    .orderBy('s.position')
    .execute();
  return indexStandardTypes(types);
}

/** One partner that decided so is a strong hint, several that agree are nearly proof. */
function sureness({ count, share }: MappedElsewhere): number {
  return Math.round(share * (count > 1 ? 0.97 : 0.92) * 100) / 100;
}

function propose(
  index: StandardTypeIndex,
  row: { name: string; category: string },
  elsewhere: readonly MappedElsewhere[],
): ProposedType[] {
  const options = new Map<string, ProposedType>();
  for (const one of suggestStandardTypes(index, row)) {
    options.set(one.standardJobTypeId, { ...one, otherPartners: 0 });
  }
  for (const one of elsewhere) {
    const byWords = options.get(one.standardJobTypeId);
    options.set(one.standardJobTypeId, {
      standardJobTypeId: one.standardJobTypeId,
      confidence: Math.max(byWords?.confidence ?? 0, sureness(one)),
      matched: byWords?.matched ?? [],
      otherPartners: one.count,
    });
  }
  return [...options.values()].toSorted((a, b) => b.confidence - a.confidence).slice(0, optionsMax);
}
