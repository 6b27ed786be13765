import type { CatalogueTrade, CatalogueType } from '@leads/contract/standard-job-types';

export const shownStates = ['in_use', 'unused', 'retired'] as const;
export type ShownState = (typeof shownStates)[number];

export const isUsed = (type: CatalogueType): boolean =>
  type.partnerJobTypeCount > 0 || type.tenantCount === null || type.tenantCount > 0;

function isShown(type: CatalogueType, show: ShownState | undefined): boolean {
  if (show === undefined) return true;
  if (show === 'retired') return type.retiredAt !== null;
  return isUsed(type) === (show === 'in_use');
}

/** Trades with what is left of them: types by name, former name or their trade's name. An empty trade stays unfiltered. */
export function filterCatalogue(
  trades: readonly CatalogueTrade[],
  { search, show }: { search: string; show: ShownState | undefined },
): CatalogueTrade[] {
  const wanted = search.trim().toLocaleLowerCase();
  const holds = (...texts: readonly string[]): boolean =>
    texts.some((text) => text.toLocaleLowerCase().includes(wanted));
  return trades.flatMap((trade) => {
    const isNamed = holds(trade.name, ...trade.formerNames);
    const standardJobTypes = trade.standardJobTypes.filter(
      (type) => isShown(type, show) && (isNamed || holds(type.name, ...type.formerNames)),
    );
    const isKept = standardJobTypes.length > 0 || (isNamed && show === undefined);
    return isKept ? [{ ...trade, standardJobTypes }] : [];
  });
}
