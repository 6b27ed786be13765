import type { TenantMapping } from '@leads/contract/tenant-mapping';

/**
 * The business units that a row of each trade is likely done by: those that every mapped row of the trade has, else the
 * only unit whose name holds the trade's name. A trade that neither tells of is left out.
 */
export function suggestUnits({
  rows,
  businessUnits,
}: Pick<TenantMapping, 'rows' | 'businessUnits'>): Map<string, string[]> {
  const active = new Set(businessUnits.map(({ id }) => id));
  const suggested = new Map<string, string[]>();
  for (const [trade, ofTrade] of Map.groupBy(rows, (row) => row.trade)) {
    const chosen = ofTrade.map((row) => row.businessUnitIds).filter((ids) => ids.length > 0);
    const [first = []] = chosen;
    const common = first.filter((id) => active.has(id) && chosen.every((ids) => ids.includes(id)));
    if (common.length > 0) {
      suggested.set(trade, common);
      continue;
    }
    if (chosen.length > 0) continue;
    const named = businessUnits.filter(({ name }) => hasWords(name, trade));
    const [only, ...others] = named;
    if (only !== undefined && others.length === 0) suggested.set(trade, [only.id]);
  }
  return suggested;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** "Plumbing - Service" holds "Plumbing"; "Replumbing" does not. */
function hasWords(text: string, wanted: string): boolean {
  const own = wordsOf(text);
  return wordsOf(wanted).every((word) => own.includes(word));
}
