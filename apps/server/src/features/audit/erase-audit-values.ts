import type { Tx } from '#platform/act/context.ts';

/** Empties what audit entries about a thing say of it; that it was done, when and by whom stays. */
export async function eraseAuditValues(tx: Tx, subjectId: string): Promise<void> {
  await tx
    .updateTable('audit_entry')
    .set({ before: null, after: null })
    .where('subject_id', '=', subjectId)
    .execute();
}
