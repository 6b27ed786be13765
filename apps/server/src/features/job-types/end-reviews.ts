import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Tx } from '#platform/act/context.ts';

/**
 * Ends reviews before their time and lets go of their rows: whoever applies one from now on is told to review the file
 * again.
 */
export async function endReviews(tx: Tx, which: RawBuilder<boolean>, now: Date): Promise<void> {
  const ended = await tx
    .updateTable('job_type_upload')
    .set({ rows: '[]', expires_at: now })
    .where(which)
    .where('expires_at', '>', now)
    .returning('id')
    .execute();
  const ids = ended.map(({ id }) => id);
  await tx
    .deleteFrom('job_type_upload_change')
    .where(sql<boolean>`upload_id = any(${ids}::uuid[])`)
    .execute();
}
