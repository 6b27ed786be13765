import { sql } from 'kysely';
import type { Tx } from '#platform/act/context.ts';

/** Forgets reviewed uploads that would map something to the standard job type: their review is not true any more. */
export async function dropUploadsWith(tx: Tx, standardJobTypeId: string): Promise<void> {
  const names = JSON.stringify([{ standard_job_type_id: standardJobTypeId }]);
  await tx
    .deleteFrom('job_type_upload')
    .where(sql<boolean>`rows @> ${names}::jsonb`)
    .execute();
}
