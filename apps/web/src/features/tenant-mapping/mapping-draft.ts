import type { MappingRow } from '@leads/contract/tenant-mapping';

/** What a row says: the company's own job types and the business units that do them. */
export type Mapped = Pick<MappingRow, 'tenantJobTypeIds' | 'businessUnitIds'>;

/** The rows that are changed and not saved, by standard job type. */
export type MappingDraft = ReadonlyMap<string, Mapped>;

export interface TradeRows {
  trade: string;
  rows: MappingRow[];
}

/**
 * Changes a draft; it is told what the draft is then, as several changes may come at once, and what is saved then, as it
 * may come after a save.
 */
export type ChangeDraft = (
  change: (draft: MappingDraft, saved: readonly MappingRow[]) => MappingDraft,
) => void;

/** The row as it will be once saved; the row itself while it is not changed. */
export function withDraft(row: MappingRow, draft: MappingDraft): MappingRow {
  const changed = draft.get(row.standardJobTypeId);
  return changed === undefined ? row : { ...row, ...changed };
}

/** A row that is changed back to what is saved is no change any more. */
export function changeRow(
  draft: MappingDraft,
  saved: MappingRow,
  change: Partial<Mapped>,
): MappingDraft {
  const { tenantJobTypeIds, businessUnitIds } = { ...withDraft(saved, draft), ...change };
  const next = new Map(draft);
  const isSame =
    hasSame(tenantJobTypeIds, saved.tenantJobTypeIds) &&
    hasSame(businessUnitIds, saved.businessUnitIds);
  if (isSame) next.delete(saved.standardJobTypeId);
  else next.set(saved.standardJobTypeId, { tenantJobTypeIds, businessUnitIds });
  return next;
}

/** Gives all rows the business units of one of them. */
export function setUnitsOfAll(
  draft: MappingDraft,
  rows: readonly MappingRow[],
  businessUnitIds: string[],
): MappingDraft {
  return rows.reduce((next, row) => changeRow(next, row, { businessUnitIds }), draft);
}

/** Business units of rows, by standard job type. */
export type UnitsOfRows = ReadonlyMap<string, string[]>;

export function readUnits(draft: MappingDraft, rows: readonly MappingRow[]): UnitsOfRows {
  return new Map(rows.map((row) => [row.standardJobTypeId, withDraft(row, draft).businessUnitIds]));
}

/** Gives rows the business units back that they had before, whether saved since or not; what else was changed stays. */
export function restoreUnits(
  draft: MappingDraft,
  rows: readonly MappingRow[],
  before: UnitsOfRows,
): MappingDraft {
  return rows.reduce((next, row) => {
    const businessUnitIds = before.get(row.standardJobTypeId);
    return businessUnitIds === undefined ? next : changeRow(next, row, { businessUnitIds });
  }, draft);
}

interface SavedDraft {
  /** What the changes were made on. */
  base: readonly MappingRow[];
  sent: MappingDraft;
  saved: readonly MappingRow[];
}

/** What of a draft was changed after it was sent to be saved, as changes to what is saved now. */
export function keepSince(draft: MappingDraft, { base, sent, saved }: SavedDraft): MappingDraft {
  const byId = new Map(saved.map((row) => [row.standardJobTypeId, row]));
  return base.reduce<MappingDraft>((next, row) => {
    const now = byId.get(row.standardJobTypeId);
    const { tenantJobTypeIds, businessUnitIds } = withDraft(row, draft);
    const then = withDraft(row, sent);
    const isSent =
      hasSame(tenantJobTypeIds, then.tenantJobTypeIds) &&
      hasSame(businessUnitIds, then.businessUnitIds);
    return now === undefined || isSent
      ? next
      : changeRow(next, now, { tenantJobTypeIds, businessUnitIds });
  }, new Map());
}

export interface AcceptedRow {
  standardJobTypeId: string;
  tenantJobTypeId: string;
  /** Taken where the row has none. */
  businessUnitIds: string[];
}

/** Takes accepted suggestions into the draft. */
export function acceptRows(
  draft: MappingDraft,
  rows: readonly MappingRow[],
  accepted: readonly AcceptedRow[],
): MappingDraft {
  const byId = new Map(accepted.map((one) => [one.standardJobTypeId, one]));
  return rows.reduce((next, row) => {
    const one = byId.get(row.standardJobTypeId);
    if (one === undefined) return next;
    const { tenantJobTypeIds, businessUnitIds } = withDraft(row, next);
    return changeRow(next, row, {
      tenantJobTypeIds: [...new Set([...tenantJobTypeIds, one.tenantJobTypeId])],
      businessUnitIds: businessUnitIds.length > 0 ? businessUnitIds : one.businessUnitIds,
    });
  }, draft);
}

export function hasSame(ids: readonly string[], others: readonly string[]): boolean {
  const set = new Set(ids);
  return set.size === new Set(others).size && others.every((id) => set.has(id));
}

/** A row without a job type of the company's own: leads for it come in without one. */
export const isUnmapped = ({ tenantJobTypeIds }: Mapped): boolean => tenantJobTypeIds.length === 0;

/** A row that partners offer here and that is not mapped: the only kind that is missed. */
export const isMissing = (row: MappingRow): boolean => row.usedBy.length > 0 && isUnmapped(row);

/** The trades in the platform's order. */
export function toTrades(rows: readonly MappingRow[]): TradeRows[] {
  return [...Map.groupBy(rows, ({ trade }) => trade)].map(([trade, own]) => ({
    trade,
    rows: own,
  }));
}

/** Rows without a mapping first, and the trades that have some; by what is saved, so that nothing jumps while editing. */
export function unmappedFirst(trades: readonly TradeRows[]): TradeRows[] {
  const openFirst = <T>(list: readonly T[], isOpen: (one: T) => boolean): T[] => [
    ...list.filter(isOpen),
    ...list.filter((one) => !isOpen(one)),
  ];
  return openFirst(
    trades.map(({ trade, rows }) => ({ trade, rows: openFirst(rows, isUnmapped) })),
    ({ rows }) => rows.some(isUnmapped),
  );
}

export interface MappingFilter {
  search: string;
  onlyMissing: boolean;
}

/** The rows that have all words of the search in their name, trade or partners. */
export function filterRows(
  rows: readonly MappingRow[],
  { search, onlyMissing }: MappingFilter,
): MappingRow[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (onlyMissing && !isMissing(row)) return false;
    const text = [row.name, row.trade, ...row.usedBy].join(' ').toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}
