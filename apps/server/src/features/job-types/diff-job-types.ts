import type { JobTypePreview, JobTypeReviewRow, MappedTo } from '@leads/contract/job-types';
import type { Catalogue } from './csv/catalogue.ts';
import type { ParsedJobType } from './csv/parse-partner-job-types.ts';

export interface CurrentJobType {
  id: string;
  position: number;
  partner_id: string;
  name: string;
  category: string;
  standard_job_type_id: string | null;
}

export type DiffCounts = Omit<JobTypePreview, 'previewId' | 'rowCount' | 'faultCount'>;

export interface JobTypeDiff {
  counts: DiffCounts;
  /** What changes, in the order of the file; then what goes, what loses a mapping first. */
  changes: JobTypeReviewRow[];
  /** What is not stored like this yet, if only its place. */
  toWrite: JobTypeToWrite[];
}

export interface JobTypeToWrite {
  /** That of the stored row; undefined when the row is new. */
  id: string | undefined;
  position: number;
  row: ParsedJobType;
}

interface DiffJobTypes {
  current: readonly CurrentJobType[];
  rows: readonly ParsedJobType[];
  /** Every id in the file; those of rows with faults are not removed. */
  partnerIds: ReadonlySet<string>;
  catalogue: Pick<Catalogue, 'nameOf'>;
}

/** What the list would become: the file is the whole list. A row can be renamed and remapped at once. */
export function diffJobTypes(input: DiffJobTypes): JobTypeDiff {
  const { current, rows, partnerIds, catalogue } = input;
  const toName = (id: string | null | undefined): MappedTo | null => {
    const entry = id === null || id === undefined ? undefined : catalogue.nameOf(id);
    return entry === undefined ? null : { trade: entry.trade, name: entry.name };
  };
  const currentById = new Map(current.map((row) => [row.partner_id, row]));
  const changes: JobTypeReviewRow[] = [];
  const toWrite: JobTypeToWrite[] = [];
  let unchangedCount = 0;
  for (const [position, row] of rows.entries()) {
    const before = currentById.get(row.partnerId);
    const found = changesOf(row, before, toName);
    if (found.length === 0) unchangedCount += 1;
    else changes.push(...found);
    if (found.length > 0 || before?.position !== position)
      toWrite.push({ id: before?.id, position, row });
  }
  const removed = current
    .filter((row) => !partnerIds.has(row.partner_id))
    .sort((a, b) => Number(isMapped(b)) - Number(isMapped(a)));
  for (const row of removed) {
    changes.push({
      kind: 'removed',
      partnerId: row.partner_id,
      name: row.name,
      category: row.category,
      mappedBefore: toName(row.standard_job_type_id),
    });
  }
  const count = (kind: JobTypeReviewRow['kind']): number =>
    changes.filter((one) => one.kind === kind).length;
  return {
    counts: {
      newCount: count('new'),
      renamedCount: count('renamed'),
      remappedCount: count('remapped'),
      removedCount: removed.length,
      unchangedCount,
      removedMappedCount: removed.filter(isMapped).length,
      mappedCountNow: current.filter(isMapped).length,
    },
    changes,
    toWrite,
  };
}

const isMapped = (row: CurrentJobType): boolean => row.standard_job_type_id !== null;

function changesOf(
  row: ParsedJobType,
  before: CurrentJobType | undefined,
  toName: (id: string | null | undefined) => MappedTo | null,
): JobTypeReviewRow[] {
  const { line, partnerId, name, category, standardJobTypeId } = row;
  const shown = { line, partnerId, name, category };
  const mappedTo = toName(standardJobTypeId);
  if (before === undefined) return [{ kind: 'new', ...shown, mappedTo }];
  const changes: JobTypeReviewRow[] = [];
  if (before.name !== name || before.category !== category) {
    const { name: nameBefore, category: categoryBefore } = before;
    changes.push({ kind: 'renamed', ...shown, nameBefore, categoryBefore });
  }
  if (standardJobTypeId !== undefined && standardJobTypeId !== before.standard_job_type_id) {
    const mappedBefore = toName(before.standard_job_type_id);
    changes.push({ kind: 'remapped', ...shown, mappedBefore, mappedTo });
  }
  return changes;
}
