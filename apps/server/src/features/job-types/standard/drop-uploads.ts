import { sql } from 'kysely';
import type { Tx } from '#platform/act/context.ts';
import { endReviews } from '../end-reviews.ts';

/** Ends reviewed uploads that would map something to the standard job type: their review is not true any more. */
export async function dropUploadsWith(tx: Tx, standardJobTypeId: string, now: Date): Promise<void> {
  const names = JSON.stringify([{ standard_job_type_id: standardJobTypeId }]);
  await endReviews(tx, sql<boolean>`rows @> ${names}::jsonb`, now);
}
