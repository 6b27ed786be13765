import { sql } from 'kysely';
import type { Tx } from '#platform/act/context.ts';
import { endReviews } from '../end-reviews.ts';

/** Ends reviewed uploads that would map something to the standard job type: their review is not true any more. */
export async function dropUploadsWith(tx: Tx, standardJobTypeId: string, now: Date): Promise<void> {
  const names = JSON.stringify([{ standard_job_type_id: standardJobTypeId }]);
  const namesIt = sql<boolean>`exists (select from job_type_upload_part p
    where p.upload_id = job_type_upload.id and p.rows @> ${names}::jsonb)`;
  await endReviews(tx, namesIt, now);
}
