import type { PartnerJobType, Trade } from '@leads/contract/job-types';

/** What is to change with the next save: partner job type → standard job type, null for none. */
export type MappingDraft = ReadonlyMap<string, string | null>;

export const emptyDraft: MappingDraft = new Map();

/** Maps one partner job type in the draft; back to what is saved is no change any more. */
export function draftMapping(
  draft: MappingDraft,
  partnerJobType: PartnerJobType,
  standardJobTypeId: string | null,
): MappingDraft {
  const next = new Map(draft);
  if (partnerJobType.standardJobTypeId === standardJobTypeId) next.delete(partnerJobType.id);
  else next.set(partnerJobType.id, standardJobTypeId);
  return next;
}

/** The same for many at once, such as accepted proposals; what is not in the list any more is left out. */
export function draftAll(
  draft: MappingDraft,
  partnerJobTypes: readonly PartnerJobType[],
  accepted: readonly { partnerJobTypeId: string; standardJobTypeId: string }[],
): MappingDraft {
  const next = new Map(draft);
  const byId = new Map(partnerJobTypes.map((one) => [one.id, one]));
  for (const { partnerJobTypeId, standardJobTypeId } of accepted) {
    const one = byId.get(partnerJobTypeId);
    if (one === undefined) continue;
    if (one.standardJobTypeId === standardJobTypeId) next.delete(one.id);
    else next.set(one.id, standardJobTypeId);
  }
  return next;
}

/** Where a partner job type is mapped to, the draft included. */
export function targetOf(draft: MappingDraft, { id, standardJobTypeId }: PartnerJobType) {
  const drafted = draft.get(id);
  return drafted === undefined ? standardJobTypeId : drafted;
}

export interface MappingIndex {
  byStandard: ReadonlyMap<string, readonly PartnerJobType[]>;
  unmapped: readonly PartnerJobType[];
}

/** The list turned round: what each standard job type holds, and what has none. One pass, for thousands. */
export function indexMapping(
  partnerJobTypes: readonly PartnerJobType[],
  draft: MappingDraft,
): MappingIndex {
  const byStandard = new Map<string, PartnerJobType[]>();
  const unmapped: PartnerJobType[] = [];
  for (const one of partnerJobTypes) {
    const target = targetOf(draft, one);
    if (target === null) {
      unmapped.push(one);
      continue;
    }
    const held = byStandard.get(target);
    if (held === undefined) byStandard.set(target, [one]);
    else held.push(one);
  }
  return { byStandard, unmapped };
}

/** How much of a trade is in use: "17 of 19 used · 61 mapped". */
export function countTrade(trade: Trade, { byStandard }: MappingIndex) {
  const held = trade.standardJobTypes.map(({ id }) => byStandard.get(id)?.length ?? 0);
  return {
    used: held.filter((count) => count > 0).length,
    total: held.length,
    mapped: held.reduce((sum, count) => sum + count, 0),
  };
}

/** Partner job types whose name, id or category holds the words; `more` counts those beyond the limit. */
export function findPartnerJobTypes(
  partnerJobTypes: readonly PartnerJobType[],
  words: string,
  limit: number,
): { found: PartnerJobType[]; more: number } {
  const found: PartnerJobType[] = [];
  let count = 0;
  for (const one of partnerJobTypes) {
    if (!matches(one, words)) continue;
    count += 1;
    if (found.length < limit) found.push(one);
  }
  return { found, more: count - found.length };
}

export function matches({ name, partnerId, category }: PartnerJobType, words: string): boolean {
  const wanted = words.trim().toLocaleLowerCase();
  return [name, partnerId, category].some((text) => text.toLocaleLowerCase().includes(wanted));
}

/** The trades left by a search: a standard job type stays for its own name or for a partner job type it holds. */
export function filterTrades(
  trades: readonly Trade[],
  { byStandard }: MappingIndex,
  words: string,
): Trade[] {
  const wanted = words.trim().toLocaleLowerCase();
  if (wanted === '') return [...trades];
  return trades.flatMap((trade) => {
    const standardJobTypes = trade.standardJobTypes.filter(
      ({ id, name }) =>
        name.toLocaleLowerCase().includes(wanted) ||
        byStandard.get(id)?.some((one) => matches(one, wanted)) === true,
    );
    return standardJobTypes.length === 0 ? [] : [{ ...trade, standardJobTypes }];
  });
}
