import { sql } from 'kysely';
import type { Context, Tx } from '#platform/act/context.ts';
import { readSql } from '#platform/db/read-sql.ts';
import { lockLead } from '../lock-lead.ts';
import type { LockedLead } from '../lock-lead.ts';
import { erase } from './erase-lead.ts';

interface Looked {
  tenantId: string;
  id: string;
  receivedAt: string;
  isOld: boolean;
}

/**
 * Erases leads, each as `eraseLead` does, that arrived before the instant, were not changed since, and have no
 * appointment after it. Walks by arrival over so many rows; answers how many it erased and where to go on.
 */
export async function eraseOldLeads(
  ctx: Context,
  { before, from, rows }: { before: Date; from: string | undefined; rows: number },
): Promise<{ removed: number; next: string | undefined }> {
  const looked = await lookAt(ctx, { before, from, rows });
  let removed = 0;
  for (const { id, tenantId } of looked.filter(({ isOld }) => isOld)) {
    if (await erase(ctx, (tx) => lockIfOld(tx, ctx, { tenantId, leadId: id, before })))
      removed += 1;
  }
  const last = looked.at(-1);
  const isThrough = looked.length < rows || last === undefined;
  return { removed, next: isThrough ? undefined : `${last.receivedAt} ${last.id}` };
}

const isOldLead = (before: Date) => sql<boolean>`
  erased_at is null and received_at < ${before} and updated_at < ${before}
  and coalesce(appointment_start_at < ${before}, true)`;

async function lookAt(
  ctx: Context,
  { before, from, rows }: { before: Date; from: string | undefined; rows: number },
): Promise<Looked[]> {
  const at = from?.lastIndexOf(' ') ?? 0;
  const after =
    from === undefined
      ? sql`true`
      : sql`(received_at, id) > (${from.slice(0, at)}::timestamptz, ${from.slice(at + 1)}::uuid)`;
  return readSql<Looked>(
    ctx.db,
    sql`select tenant_id as "tenantId", id, received_at::text as "receivedAt", ${isOldLead(before)} as "isOld"
      from lead where received_at < ${before} and ${after}
      order by received_at, id limit ${rows}`,
  );
}

/** Somebody may have acted on it since it was looked at. */
async function lockIfOld(
  tx: Tx,
  ctx: Context,
  { tenantId, leadId, before }: { tenantId: string; leadId: string; before: Date },
): Promise<LockedLead | undefined> {
  const lead = await lockLead(tx, ctx, { tenantId, leadId });
  const old = await tx
    .selectFrom('lead')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', leadId)
    .where(isOldLead(before))
    .executeTakeFirst();
  return old === undefined ? undefined : lead;
}
