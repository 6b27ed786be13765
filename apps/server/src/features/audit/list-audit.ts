import type { listAudit as endpoint } from '@leads/contract/audit';
import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import type { Context } from '#platform/act/context.ts';
import { decodeCursor, toPage } from '#platform/db/page-cursor.ts';
import { countAudit, listAuditIds, requireAuditCursor, toAuditCondition } from './audit-filter.ts';
import { selectAuditRows, toAuditRow } from './audit-rows.ts';

/**
 * Who did what, newest first.
 * @throws Problem `invalid_request` for a cursor of another list
 */
export async function listAudit(
  ctx: Context,
  { limit, cursor, ...filter }: QueryOf<typeof endpoint>,
): Promise<ReplyOf<typeof endpoint>> {
  const beforeId =
    cursor === undefined ? undefined : requireAuditCursor(decodeCursor(cursor, 1)[0]);
  const condition = await toAuditCondition(ctx, filter);
  const [ids, total] = await Promise.all([
    listAuditIds(ctx, condition, { beforeId, limit: limit + 1 }),
    countAudit(ctx, condition),
  ]);
  const page = toPage(ids, { limit, cursorOf: (id) => [id], total });
  return { ...page, items: await readAuditRows(ctx, page.items) };
}

/** The entries of these ids, newest first. */
async function readAuditRows(ctx: Context, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await selectAuditRows(ctx.db)
    .where('e.id', 'in', ids)
    .orderBy('e.id', 'desc')
    .execute();
  return rows.map(toAuditRow);
}
