import type { ParsedJobType } from './csv/parse-partner-job-types.ts';

export interface CurrentJobType {
  partner_id: string;
  name: string;
  category: string;
  standard_job_type_id: string | null;
}

export interface JobTypeDiff {
  newCount: number;
  renamedCount: number;
  remappedCount: number;
  removedCount: number;
  unchangedCount: number;
  /** Of those removed, how many are mapped now. */
  removedMappedCount: number;
  mappedCountNow: number;
}

/** What the list would become: the file is the whole list. A row can be renamed and remapped at once. */
export function diffJobTypes(
  current: readonly CurrentJobType[],
  rows: readonly ParsedJobType[],
): JobTypeDiff {
  const currentById = new Map(current.map((row) => [row.partner_id, row]));
  const wantedIds = new Set(rows.map((row) => row.partnerId));
  const removed = current.filter((row) => !wantedIds.has(row.partner_id));
  const diff: JobTypeDiff = {
    newCount: 0,
    renamedCount: 0,
    remappedCount: 0,
    removedCount: removed.length,
    unchangedCount: 0,
    removedMappedCount: removed.filter((row) => row.standard_job_type_id !== null).length,
    mappedCountNow: current.filter((row) => row.standard_job_type_id !== null).length,
  };
  for (const row of rows) {
    const before = currentById.get(row.partnerId);
    if (before === undefined) {
      diff.newCount += 1;
      continue;
    }
    const isRenamed = before.name !== row.name || before.category !== row.category;
    const isRemapped =
      row.standardJobTypeId !== undefined && row.standardJobTypeId !== before.standard_job_type_id;
    if (isRenamed) diff.renamedCount += 1;
    if (isRemapped) diff.remappedCount += 1;
    if (!isRenamed && !isRemapped) diff.unchangedCount += 1;
  }
  return diff;
}
