import { sql } from 'kysely';
import type { SelectQueryBuilder } from 'kysely';
import { z } from 'zod';
import { Problem } from '@leads/contract/problem';
import type { Reader } from '#platform/act/context.ts';

/** What a keyset page continues after: the sort values of its last row. */
export type CursorValue = string | number | boolean | null;

const CursorValues = z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** Lists count no further than this; beyond it `total` is absent. */
export const countMax = 10_000;

export function encodeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values), 'utf8').toString('base64url');
}

/** @throws Problem `invalid_request` when the text is no cursor of ours, or not one with so many values */
export function decodeCursor(text: string, length?: number): CursorValue[] {
  const parsed = CursorValues.safeParse(parseJson(text));
  if (parsed.success && (length === undefined || parsed.data.length === length)) return parsed.data;
  throw new Problem('invalid_request', {
    detail: 'The cursor is not one of this list. Begin again without a cursor.',
    errors: [{ pointer: '/cursor', message: 'is not a cursor of this list' }],
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** What a list replies, of one row more than the page holds, which tells whether another page follows. */
export function toPage<Row>(
  rows: readonly Row[],
  parts: {
    limit: number;
    /** The values of the row by which the list is ordered. */
    cursorOf: (row: Row) => readonly CursorValue[];
    total: number | undefined;
  },
): { items: Row[]; nextCursor: string | null; total?: number } {
  const { limit, cursorOf, total } = parts;
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items,
    nextCursor: last === undefined ? null : encodeCursor(cursorOf(last)),
    ...(total === undefined ? {} : { total }),
  };
}

/** How many rows the query has; undefined above `max`, which is as far as the database looks. */
export async function countUpTo<Db, Tables extends keyof Db, Row>(
  db: Reader,
  query: SelectQueryBuilder<Db, Tables, Row>,
  max: number = countMax,
): Promise<number | undefined> {
  const counted = query
    .clearSelect()
    .clearOrderBy()
    .select(sql<number>`1`.as('one'))
    .limit(max + 1)
    .as('counted');
  const { count } = await db
    .selectFrom(counted)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow();
  return count > max ? undefined : count;
}
