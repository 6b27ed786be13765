import { sql } from 'kysely';
import { readSql } from '#platform/db/read-sql.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { removeInTransaction } from './remove-piece.ts';
import type { Piece, PieceOptions } from './remove-piece.ts';

interface Looked {
  id: string;
  createdAt: string;
  isOver: boolean;
}

/**
 * Removes messages that ended before the instant, with their attempts; of those that still wait, or ended later because
 * somebody sent them again, only the attempts of before. Walks by age over the list's own index, so that what has to stay
 * is passed once and needs no index of its own.
 */
export async function removeDeliveries(
  ctx: Context,
  { before, from, rows }: PieceOptions,
): Promise<Piece> {
  const looked = await lookAt(ctx, { before, from, rows });
  const removed = await removeInTransaction(ctx, (tx) => removeOf(tx, looked, before));
  const last = looked.at(-1);
  const isThrough = looked.length < rows || last === undefined;
  return { removed, next: isThrough ? undefined : `${last.createdAt} ${last.id}` };
}

async function lookAt(
  ctx: Context,
  { before, from, rows }: PieceOptions,
): Promise<readonly Looked[]> {
  const at = from?.lastIndexOf(' ') ?? 0;
  const after =
    from === undefined
      ? sql`true`
      : sql`(created_at, id) > (${from.slice(0, at)}::timestamptz, ${from.slice(at + 1)}::uuid)`;
  return readSql<Looked>(
    ctx.db,
    sql`select id, created_at::text as "createdAt", state <> 'waiting' and finished_at < ${before} as "isOver"
      from delivery where created_at < ${before} and ${after}
      order by created_at, id limit ${rows}`,
  );
}

async function removeOf(tx: Tx, looked: readonly Looked[], before: Date): Promise<number> {
  const over = looked.filter(({ isOver }) => isOver).map(({ id }) => id);
  const staying = looked.filter(({ isOver }) => !isOver).map(({ id }) => id);
  // Whoever resends one of them meanwhile either is first, and it stays, or finds it gone.
  const { rows: locked } = await sql<{ id: string }>`
    select id from delivery where id = any(${over}::uuid[]) and state <> 'waiting' and finished_at < ${before}
    for update skip locked`.execute(tx);
  const ids = locked.map(({ id }) => id);
  const attempts = await sql`
    delete from delivery_attempt
    where delivery_id = any(${ids}::uuid[])
      or (delivery_id = any(${staying}::uuid[]) and started_at < ${before})`.execute(tx);
  await sql`delete from delivery where id = any(${ids}::uuid[])`.execute(tx);
  return ids.length + Number(attempts.numAffectedRows ?? 0n);
}
