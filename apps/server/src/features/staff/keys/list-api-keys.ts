import { sql } from 'kysely';
import { z } from 'zod';
import type { listApiKeys as endpoint } from '@leads/contract/api-keys';
import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import { Id } from '@leads/contract/page';
import { Problem } from '@leads/contract/problem';
import { requirePermission } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { likePart } from '#platform/db/like-pattern.ts';
import { countUpTo, decodeCursor, toPage } from '#platform/db/page-cursor.ts';
import { apiKeyState, selectApiKeys, toApiKey } from './select-api-keys.ts';

type Query = QueryOf<typeof endpoint>;

const Cursor = z.tuple([z.iso.datetime({ offset: true, local: true }), Id]);

/**
 * A page of API keys, newest first, those that no longer work too. For admins.
 * @throws Problem `forbidden`; `invalid_request` for a cursor that is none
 */
export async function listApiKeys(ctx: Context, query: Query): Promise<ReplyOf<typeof endpoint>> {
  requirePermission(ctx, 'staff.read');
  const { cursor, limit } = query;
  const matching = selectMatching(ctx, query);
  const [rows, total] = await Promise.all([
    matching
      .$if(cursor !== undefined, (page) => page.where(isAfter(cursor ?? '')))
      // JSON writes an instant with all its digits, where a Date would lose some.
      .select(sql<string>`to_jsonb(api_key.created_at) #>> '{}'`.as('createdText'))
      .orderBy('api_key.created_at', 'desc')
      .orderBy('api_key.id', 'desc')
      .limit(limit + 1)
      .execute(),
    countUpTo(ctx.db, matching),
  ]);
  const page = toPage(rows, { limit, cursorOf: ({ createdText, id }) => [createdText, id], total });
  return { ...page, items: page.items.map(toApiKey) };
}

function selectMatching(ctx: Context, { search = '', role, state }: Query) {
  const now = ctx.clock.now();
  return selectApiKeys(ctx.db, now)
    .$if(search !== '', (keys) =>
      keys.where(sql<boolean>`lower(api_key.name) like ${likePart(search.toLowerCase())}`),
    )
    .$if(role !== undefined, (keys) => keys.where('api_key.role', '=', role ?? ''))
    .$if(state !== undefined, (keys) => keys.where(sql<boolean>`${apiKeyState(now)} = ${state}`));
}

function isAfter(cursor: string) {
  const parsed = Cursor.safeParse(decodeCursor(cursor, 2));
  if (!parsed.success) {
    throw new Problem('invalid_request', {
      detail: 'The cursor is not one of this list. Begin again without a cursor.',
    });
  }
  const [createdText, id] = parsed.data;
  return sql<boolean>`(api_key.created_at, api_key.id) < (${createdText}::timestamptz, ${id}::uuid)`;
}
