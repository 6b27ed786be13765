import { sql } from 'kysely';
import type { ParamsOf, QueryOf, ReplyOf } from '@leads/contract/endpoint';
import { JobTypeReviewRow } from '@leads/contract/job-types';
import type { listJobTypeReviewRows as endpoint } from '@leads/contract/job-types';
import { Problem } from '@leads/contract/problem';
import type { Context, Reader } from '#platform/act/context.ts';
import { countUpTo, decodeCursor, toPage } from '#platform/db/page-cursor.ts';

interface Review {
  integrationId: string;
  previewId: string;
}

interface KeptReview {
  section_version: number;
  fault_count: number;
  expires_at: Date;
}

/** @throws Problem `not_found` for a review that is not of this integration, `preview_expired` */
export function requireCurrent(kept: KeptReview | undefined, now: Date): KeptReview {
  if (kept === undefined) {
    throw new Problem('not_found', {
      detail: 'There is no such review of this integration. Choose the file again.',
    });
  }
  if (kept.expires_at <= now) {
    throw new Problem('preview_expired', {
      detail:
        'The reviewed file is no longer here. Choose it again, review it and apply it within 30 minutes.',
    });
  }
  return kept;
}

/** The upload behind a review, to be read or locked. */
export function selectReview(db: Reader, { integrationId, previewId }: Review) {
  return db
    .selectFrom('job_type_upload')
    .select(['section_version', 'fault_count', 'expires_at'])
    .where('id', '=', previewId)
    .where('integration_id', '=', integrationId);
}

/**
 * A page of one tab of the review, in the file's order.
 * @throws Problem `not_found`, `preview_expired`
 */
export async function listJobTypeReviewRows(
  ctx: Context,
  { id: integrationId, previewId, ...query }: ParamsOf<typeof endpoint> & QueryOf<typeof endpoint>,
): Promise<ReplyOf<typeof endpoint>> {
  const review = { integrationId, previewId };
  requireCurrent(await selectReview(ctx.db, review).executeTakeFirst(), ctx.clock.now());
  const { kind, search = '', cursor, limit } = query;
  const words = search.trim().toLowerCase();
  let rows = ctx.db
    .selectFrom('job_type_upload_change')
    .select(['position', 'detail'])
    .where('upload_id', '=', previewId)
    .where('kind', '=', kind);
  if (words !== '') rows = rows.where(sql<boolean>`strpos(search_text, ${words}) > 0`);
  const total = await countUpTo(ctx.db, rows);
  if (cursor !== undefined) {
    const [after] = decodeCursor(cursor, 1);
    rows = rows.where('position', '>', Number(after));
  }
  const found = await rows
    .orderBy('position')
    .limit(limit + 1)
    .execute();
  const page = toPage(found, { limit, cursorOf: ({ position }) => [position], total });
  return { ...page, items: page.items.map(({ detail }) => JobTypeReviewRow.parse(detail)) };
}

/**
 * The file's own lines that have faults, as a CSV.
 * @throws Problem `not_found`, also when nothing is wrong with the file; `preview_expired`
 */
export async function readBadRows(ctx: Context, review: Review): Promise<string> {
  const kept = await selectReview(ctx.db, review).select('bad_rows_csv').executeTakeFirst();
  requireCurrent(kept, ctx.clock.now());
  const csv = kept?.bad_rows_csv ?? null;
  if (csv === null) throw new Problem('not_found', { detail: 'No line of this file has errors.' });
  return csv;
}
