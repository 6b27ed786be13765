import { sql } from 'kysely';
import type { JobTypeReviewRow, ReviewKind } from '@leads/contract/job-types';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { forgetReviews } from './end-reviews.ts';
import { writeBadRows } from './csv/write-csv.ts';
import type { ParsedFile } from './csv/parse-partner-job-types.ts';
import type { JobTypeDiff, JobTypeToWrite } from './diff-job-types.ts';

const previewTtlMs = 30 * 60_000;
/** For so long after its end a review is known, so that whoever comes late is told so. */
const knownMs = 24 * 60 * 60_000;
/** A file whose every line is wrong in several ways is kept so far; its counts are of all. */
const errorsKeptMax = 50_000;
const rowsAtOnce = 5_000;

interface KeepReview {
  integrationId: string;
  version: number;
  file: ParsedFile;
  diff: JobTypeDiff;
}

/**
 * Keeps a read upload with what it would change for 30 minutes, and lets go of all that ended a day ago. Answers the
 * id of the review. Nothing of the integration changes.
 */
export async function keepReview(ctx: Context, review: KeepReview): Promise<string> {
  const { integrationId, version, file, diff } = review;
  const badRows = file.badRows.length === 0 ? null : writeBadRows(file.heading, file.badRows);
  return change(ctx, 'integration.import_job_types', async (tx) => {
    const previewId = newId();
    const now = ctx.clock.now();
    await forgetReviews(tx, new Date(now.getTime() - knownMs));
    await tx
      .insertInto('job_type_upload')
      .values({
        id: previewId,
        integration_id: integrationId,
        section_version: version,
        fault_count: file.faults.length,
        bad_rows_csv: badRows,
        created_by: ctx.actor.name,
        expires_at: new Date(now.getTime() + previewTtlMs),
      })
      .execute();
    if (file.faults.length === 0) await insertParts(tx, previewId, diff.toWrite);
    const errors = file.faults.slice(0, errorsKeptMax);
    await insertChanges(tx, previewId, [
      ...diff.changes,
      ...errors.map((fault) => ({ kind: 'error' as const, ...fault })),
    ]);
    return { value: previewId, audit: noAudit('nothing of the integration changes yet') };
  });
}

async function insertParts(
  tx: Tx,
  previewId: string,
  toWrite: readonly JobTypeToWrite[],
): Promise<void> {
  for (let from = 0; from < toWrite.length; from += rowsAtOnce) {
    const rows = toWrite.slice(from, from + rowsAtOnce).map(toStoredRow);
    await tx
      .insertInto('job_type_upload_part')
      .values({ upload_id: previewId, number: from / rowsAtOnce, rows: JSON.stringify(rows) })
      .execute();
  }
}

const toStoredRow = ({ id, position, row }: JobTypeToWrite) => ({
  id: id ?? newId(),
  is_new: id === undefined,
  partner_id: row.partnerId,
  name: row.name,
  category: row.category,
  position,
  keeps_mapping: row.standardJobTypeId === undefined,
  standard_job_type_id: row.standardJobTypeId ?? null,
});

async function insertChanges(
  tx: Tx,
  previewId: string,
  changes: readonly JobTypeReviewRow[],
): Promise<void> {
  const next = new Map<ReviewKind, number>();
  for (let from = 0; from < changes.length; from += rowsAtOnce) {
    const rows = changes.slice(from, from + rowsAtOnce).map((detail) => {
      const position = next.get(detail.kind) ?? 0;
      next.set(detail.kind, position + 1);
      return { kind: detail.kind, position, search_text: toSearchText(detail), detail };
    });
    await sql`
      insert into job_type_upload_change (upload_id, kind, position, search_text, detail)
      select ${previewId}, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(kind text, position int, search_text text, detail jsonb)
    `.execute(tx);
  }
}

/** Every value that the row shows, one below the other, so that a search does not run from one into the next. */
function toSearchText(row: JobTypeReviewRow): string {
  const values = Object.entries(row).flatMap(([key, value]) => {
    if (key === 'kind' || value === null) return [];
    return typeof value === 'object' ? Object.values(value) : [String(value)];
  });
  return values.join('\n').toLowerCase();
}
