import { sql } from 'kysely';
import { z } from 'zod';
import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import { Id } from '@leads/contract/page';
import type { listTenantUsers as endpoint } from '@leads/contract/tenant-users';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { likePart } from '#platform/db/like-pattern.ts';
import { countUpTo, toPage } from '#platform/db/page-cursor.ts';
import { parseCursor, SortText } from '#platform/db/parse-cursor.ts';
import { selectTenantUsers, toTenantUser } from './select-tenant-users.ts';

type Query = QueryOf<typeof endpoint>;

/** Each sort runs through one text and then the id; who never signed in comes as the earliest. */
const sortTexts = {
  name: sql<string>`lower("user".name)`,
  lastSignInAt: sql<string>`coalesce(to_char("user".last_sign_in_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '')`,
};

/**
 * Who works for the caller's tenant; everybody there may read it.
 * @throws Problem `invalid_request` for a cursor that is none
 */
export async function listTenantUsers(
  ctx: Context<ActorOf<'tenant'>>,
  query: Query,
): Promise<ReplyOf<typeof endpoint>> {
  const matching = selectMatching(ctx, query);
  const [rows, total] = await Promise.all([
    selectPage(matching, query).execute(),
    countUpTo(ctx.db, matching),
  ]);
  const { limit } = query;
  const page = toPage(rows, { limit, cursorOf: ({ sortText, id }) => [sortText, id], total });
  return { ...page, items: page.items.map((row) => toTenantUser(row, ctx)) };
}

function selectMatching(ctx: Context<ActorOf<'tenant'>>, { search = '', role }: Query) {
  const part = likePart(search.toLowerCase());
  const { tenantId } = ctx.actor;
  return selectTenantUsers(ctx.db, { tenantId, now: ctx.clock.now() })
    .$if(search !== '', (rows) =>
      rows.where(
        sql<boolean>`(lower("user".name) like ${part} or lower("user".email) like ${part})`,
      ),
    )
    .$if(role !== undefined, (rows) => rows.where('member.role', '=', role ?? ''));
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
  const [text, id] = parseCursor(cursor, z.tuple([SortText, Id]));
  const comparison = sql.raw(direction === 'desc' ? '<' : '>');
  return page.where(sql<boolean>`(${sortText}, "user".id) ${comparison} (${text}, ${id})`);
}
