import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';

/** Where a rule goes on, as itself wrote it. */
export type Place = string;

/** What one short transaction did, and where the next begins; undefined when the rule is through. */
export interface Piece {
  removed: number;
  next: Place | undefined;
}

export interface PieceOptions {
  /** What is older goes. */
  before: Date;
  /** Undefined at the beginning. */
  from: Place | undefined;
  /** Rows that one transaction looks at, at most. */
  rows: number;
}

export type RemovePiece = (ctx: Context, options: PieceOptions) => Promise<Piece>;

/** Runs a piece in a transaction of its own. */
export async function removeInTransaction<T>(
  ctx: Context,
  remove: (tx: Tx) => Promise<T>,
): Promise<T> {
  return change(ctx, 'retention.remove', async (tx) => ({
    value: await remove(tx),
    audit: noAudit('retention is no act of anybody'),
  }));
}

/** Removes the rows of a table that the condition names, so many at a time, until there is none. */
export function removeWhere(
  table: string,
  isOld: (before: Date) => RawBuilder<unknown>,
): RemovePiece {
  return async (ctx, { before, rows }) => {
    const removed = await removeInTransaction(ctx, async (tx) => {
      const { numAffectedRows = 0n } = await sql`
        delete from ${sql.table(table)}
        where ctid = any(array(select ctid from ${sql.table(table)} where ${isOld(before)}
          limit ${rows} for update skip locked))`.execute(tx);
      return Number(numAffectedRows);
    });
    return { removed, next: removed === rows ? 'more' : undefined };
  };
}

/** The least uuid v7 of an instant: ids of rows made before it sort below. */
export function leastIdOf(instant: Date): string {
  const time = Math.max(0, instant.getTime()).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
