import type { AuditEntry } from '@leads/contract/audit';
import { Problem } from '@leads/contract/problem';
import type { Context } from '#platform/act/context.ts';
import { selectAuditRows, toAuditRow } from './audit-rows.ts';

/**
 * One entry with the state before and after; secrets were masked when it was written.
 * @throws Problem `not_found`
 */
export async function getAuditEntry(ctx: Context, id: string): Promise<AuditEntry> {
  const row = await selectAuditRows(ctx.db)
    .select(['e.before', 'e.after'])
    .where('e.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) {
    throw new Problem('not_found', { detail: 'There is no such entry. Check its address.' });
  }
  return { ...toAuditRow(row), before: row.before, after: row.after };
}
