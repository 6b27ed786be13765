import type { PartnerJobType, Trade } from '@leads/contract/job-types';
import type { DescribedPart, Versions } from '../integrations/set-up/conflict/compare-versions.ts';
import { draftMapping, emptyDraft, targetOf, type MappingDraft } from './mapping.ts';

export interface MappingValues {
  partnerJobTypes: readonly PartnerJobType[];
  draft: MappingDraft;
}

/** A part per partner job type that is still in the newest list: what it is mapped to. */
export function describeMapping(
  { partnerJobTypes, draft }: MappingValues,
  { theirs }: Versions<MappingValues>,
  trades: readonly Trade[],
): DescribedPart[] {
  const names = new Map(
    trades.flatMap((trade) =>
      trade.standardJobTypes.map(({ id, name }) => [id, `${trade.name} > ${name}`] as const),
    ),
  );
  const living = new Set(theirs.partnerJobTypes.map(({ id }) => id));
  return partnerJobTypes.flatMap((one) => {
    if (!living.has(one.id)) return [];
    const target = targetOf(draft, one);
    const text = target === null ? 'Not mapped' : (names.get(target) ?? 'A retired job type');
    return [{ key: one.id, label: `${one.name} (${one.partnerId})`, text }];
  });
}

/** Their list, with the kept changes of mine as the new draft. */
export function keepMapping(
  { theirs, mine }: Pick<Versions<MappingValues>, 'theirs' | 'mine'>,
  kept: ReadonlySet<string>,
): MappingValues {
  const { partnerJobTypes } = theirs;
  const mineById = new Map(mine.partnerJobTypes.map((one) => [one.id, one]));
  const draft = partnerJobTypes.reduce((before, one) => {
    const my = mineById.get(one.id);
    return my === undefined || !kept.has(one.id)
      ? before
      : draftMapping(before, one, targetOf(mine.draft, my));
  }, emptyDraft);
  return { partnerJobTypes, draft };
}
