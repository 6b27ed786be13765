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
    .set({ expires_at: now })
    .where(which)
    .where('expires_at', '>', now)
    .returning('id')
    .execute();
  const ids = ended.map(({ id }) => id);
  await deleteRows(tx, ids);
}

/** Deletes reviews that ended before an instant. */
export async function forgetReviews(tx: Tx, endedBefore: Date): Promise<void> {
  const old = await tx
    .selectFrom('job_type_upload')
    .select('id')
    .where('expires_at', '<', endedBefore)
    .forUpdate()
    .skipLocked()
    .execute();
  const ids = old.map(({ id }) => id);
  await deleteRows(tx, ids);
  await tx
    .deleteFrom('job_type_upload')
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
}

async function deleteRows(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const table of ['job_type_upload_part', 'job_type_upload_change'] as const) {
    await tx
      .deleteFrom(table)
      .where(sql<boolean>`upload_id = any(${ids}::uuid[])`)
      .execute();
  }
}
