import type { PartnerJobType, RetiredJobType, Trade } from '@leads/contract/job-types';

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

/** The catalogue with retired types at the end of their trades; a trade that has no others comes last. */
export function addRetired(
  trades: readonly Trade[],
  retired: readonly RetiredJobType[],
): readonly Trade[] {
  if (retired.length === 0) return trades;
  const byTrade = Map.groupBy(retired, ({ tradeId }) => tradeId);
  const living = trades.map((trade) => ({
    ...trade,
    standardJobTypes: [...trade.standardJobTypes, ...(byTrade.get(trade.id) ?? [])],
  }));
  const known = new Set(trades.map(({ id }) => id));
  const others = [...byTrade].flatMap(([id, types]) => {
    const [first] = types;
    if (first === undefined || known.has(id)) return [];
    return [{ id, name: first.trade, standardJobTypes: types }];
  });
  return [...living, ...others];
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

/** What the next save would change, in the list's order: undone one by one or all together. */
export function listChanges(partnerJobTypes: readonly PartnerJobType[], draft: MappingDraft) {
  if (draft.size === 0) return [];
  return partnerJobTypes.flatMap((one) => {
    const to = draft.get(one.id);
    return to === undefined ? [] : [{ one, from: one.standardJobTypeId, to }];
  });
}

/** All of the list for one standard job type's choice: what it holds, then what is free, then what others hold. */
export function orderForChoice(
  partnerJobTypes: readonly PartnerJobType[],
  draft: MappingDraft,
  standardJobTypeId: string,
): PartnerJobType[] {
  const held: PartnerJobType[] = [];
  const free: PartnerJobType[] = [];
  const elsewhere: PartnerJobType[] = [];
  for (const one of partnerJobTypes) {
    const target = targetOf(draft, one);
    (target === standardJobTypeId ? held : target === null ? free : elsewhere).push(one);
  }
  return [...held, ...free, ...elsewhere];
}

/** Partner job types whose name, id or category holds the words. */
export function findPartnerJobTypes(
  partnerJobTypes: readonly PartnerJobType[],
  words: string,
): readonly PartnerJobType[] {
  const wanted = words.trim().toLocaleLowerCase();
  return wanted === '' ? partnerJobTypes : partnerJobTypes.filter((one) => matches(one, wanted));
}

/** Made once per job type: tens of thousands are searched with every key. */
const searchTexts = new WeakMap<PartnerJobType, string>();

/** Whether the name, id or category holds the words, which are in lower case. */
export function matches(one: PartnerJobType, wanted: string): boolean {
  let text = searchTexts.get(one);
  if (text === undefined) {
    text = [one.name, one.partnerId, one.category].join('\n').toLocaleLowerCase();
    searchTexts.set(one, text);
  }
  return text.includes(wanted);
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
