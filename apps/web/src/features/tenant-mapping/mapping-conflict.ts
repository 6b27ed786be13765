import type { MappingRow, TenantMapping } from '@leads/contract/tenant-mapping';
import { changeRow, hasSame, type Mapped, type MappingDraft } from './mapping-draft.ts';

/** A row that a colleague saved otherwise while it was changed here. */
export interface ConflictRow {
  standardJobTypeId: string;
  name: string;
  trade: string;
  theirs: Mapped;
  mine: Mapped;
}

const isSame = (one: Mapped, other: Mapped): boolean =>
  hasSame(one.tenantJobTypeIds, other.tenantJobTypeIds) &&
  hasSame(one.businessUnitIds, other.businessUnitIds);

interface Meeting {
  /** What the changes were made on. */
  base: TenantMapping;
  newer: TenantMapping;
  draft: MappingDraft;
}

const byId = (rows: readonly MappingRow[]) =>
  new Map(rows.map((row) => [row.standardJobTypeId, row]));

/** Rows that both changed, and not to the same. */
export function findConflicts({ base, newer, draft }: Meeting): ConflictRow[] {
  const before = byId(base.rows);
  return newer.rows.flatMap((theirs) => {
    const { standardJobTypeId, name, trade } = theirs;
    const mine = draft.get(standardJobTypeId);
    const saved = before.get(standardJobTypeId);
    if (mine === undefined || saved === undefined) return [];
    if (isSame(saved, theirs) || isSame(mine, theirs)) return [];
    return [{ standardJobTypeId, name, trade, theirs, mine }];
  });
}

/** How many rows a colleague changed that were not changed here; they are simply taken over. */
export function countOthersChanges({ base, newer, draft }: Meeting): number {
  const before = byId(base.rows);
  return newer.rows.filter((theirs) => {
    const saved = before.get(theirs.standardJobTypeId);
    return saved !== undefined && !draft.has(theirs.standardJobTypeId) && !isSame(saved, theirs);
  }).length;
}

/**
 * My changes upon the newer mapping, without those where theirs was chosen, and without those that are no change any
 * more.
 */
export function settleConflicts(
  { newer, draft }: Pick<Meeting, 'newer' | 'draft'>,
  takeTheirs: ReadonlySet<string>,
): MappingDraft {
  const rows = byId(newer.rows);
  return [...draft].reduce<MappingDraft>((next, [id, mine]) => {
    const row = rows.get(id);
    return row === undefined || takeTheirs.has(id) ? next : changeRow(next, row, mine);
  }, new Map());
}
