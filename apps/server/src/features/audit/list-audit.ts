import type { listAudit as endpoint } from '@leads/contract/audit';
import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import type { Context } from '#platform/act/context.ts';
import { decodeCursor, encodeCursor } from '#platform/db/page-cursor.ts';
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
  const shown = ids.slice(0, limit);
  const last = ids.length > limit ? shown.at(-1) : undefined;
  return {
    items: await readAuditRows(ctx, shown),
    nextCursor: last === undefined ? null : encodeCursor([last]),
    ...(total === undefined ? {} : { total }),
  };
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
