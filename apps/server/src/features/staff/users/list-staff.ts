import { sql } from 'kysely';
import { z } from 'zod';
import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import { Id } from '@leads/contract/page';
import { Problem } from '@leads/contract/problem';
import type { listStaff as endpoint } from '@leads/contract/staff';
import { requirePermission } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { likePart } from '#platform/db/like-pattern.ts';
import { countUpTo, decodeCursor, toPage } from '#platform/db/page-cursor.ts';
import { selectStaff, staffState, toStaffUser } from './select-staff.ts';

type Query = QueryOf<typeof endpoint>;

/** Each sort runs through one text and then the id; who never signed in comes as the earliest. */
const sortTexts = {
  name: sql<string>`lower("user".name)`,
  lastSignInAt: sql<string>`coalesce(to_char("user".last_sign_in_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '')`,
};

const Cursor = z.tuple([z.string().max(300), Id]);

/**
 * A page of staff users, for admins.
 * @throws Problem `forbidden`; `invalid_request` for a cursor that is none
 */
export async function listStaff(ctx: Context, query: Query): Promise<ReplyOf<typeof endpoint>> {
  requirePermission(ctx, 'staff.read');
  const matching = selectMatching(ctx, query);
  const [rows, total] = await Promise.all([
    selectPage(matching, query).execute(),
    countUpTo(ctx.db, matching),
  ]);
  const { limit } = query;
  const page = toPage(rows, { limit, cursorOf: ({ sortText, id }) => [sortText, id], total });
  return { ...page, items: page.items.map(toStaffUser) };
}

function selectMatching(ctx: Context, { search = '', role, state }: Query) {
  const part = likePart(search.toLowerCase());
  return selectStaff(ctx.db, ctx.clock.now())
    .$if(search !== '', (rows) =>
      rows.where(
        sql<boolean>`(lower("user".name) like ${part} or lower("user".email) like ${part})`,
      ),
    )
    .$if(role !== undefined, (rows) => rows.where('staff.role', '=', role ?? ''))
    .$if(state !== undefined, (rows) => rows.where(sql<boolean>`${staffState} = ${state}`));
}

function selectPage(matching: ReturnType<typeof selectMatching>, { sort, cursor, limit }: Query) {
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const sortText = sortTexts[sort.replace('-', '') as keyof typeof sortTexts];
  const page = matching
    .select(sortText.as('sortText'))
    .orderBy(sortText, direction)
    .orderBy('user.id', direction)
    .limit(limit + 1);
  if (cursor === undefined) return page;
  const [text, id] = parseCursor(cursor);
  const comparison = sql.raw(direction === 'desc' ? '<' : '>');
  return page.where(sql<boolean>`(${sortText}, "user".id) ${comparison} (${text}, ${id})`);
}

function parseCursor(cursor: string): z.output<typeof Cursor> {
  const parsed = Cursor.safeParse(decodeCursor(cursor, 2));
  if (parsed.success) return parsed.data;
  throw new Problem('invalid_request', {
    detail: 'The cursor is not one of this list. Begin again without a cursor.',
  });
}
