import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import { Problem } from '@leads/contract/problem';
import type { listRefusedRequests as endpoint } from '@leads/contract/requests';
import type { Context, Reader } from '#platform/act/context.ts';
import { likeStart } from '#platform/db/like-pattern.ts';
import { countUpTo, decodeCursor, toPage } from '#platform/db/page-cursor.ts';
import { selectRefusedRequests, toRefusedRequestRow } from './request-rows.ts';

type Query = QueryOf<typeof endpoint>;

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Partner calls that were refused, newest first. `search` finds a whole request id or `partnerBookingId`.
 * @throws Problem `invalid_request` for a cursor of another list
 */
export async function listRefusedRequests(
  ctx: Context,
  query: Query,
): Promise<ReplyOf<typeof endpoint>> {
  const { limit, cursor } = query;
  const beforeId = cursor === undefined ? undefined : requireId(decodeCursor(cursor, 1)[0]);
  const matching = selectMatching(ctx.db, query);
  const [rows, total] = await Promise.all([
    matching
      .$if(beforeId !== undefined, (page) => page.where('r.id', '<', beforeId as string))
      .orderBy('r.id', 'desc')
      .limit(limit + 1)
      .execute(),
    countUpTo(ctx.db, matching),
  ]);
  const shown = toPage(rows, { limit, cursorOf: ({ id }) => [id], total });
  return { ...shown, items: shown.items.map(toRefusedRequestRow) };
}

function selectMatching(
  db: Reader,
  { integrationId, status, code = '', path = '', search = '' }: Query,
) {
  return selectRefusedRequests(db)
    .$if(integrationId !== undefined, (rows) =>
      rows.where('r.integration_id', '=', integrationId as string),
    )
    .$if(status !== undefined, (rows) => rows.where('r.status', '=', status as number))
    .$if(code !== '', (rows) => rows.where('r.code', '=', code))
    .$if(path !== '', (rows) => rows.where('r.path', 'like', likeStart(path)))
    .$if(search !== '', (rows) =>
      rows.where((eb) =>
        eb.or([
          eb('r.request_id', '=', search.toLowerCase()),
          eb('r.partner_booking_id', '=', search),
        ]),
      ),
    );
}

function requireId(value: unknown): string {
  if (typeof value === 'string' && uuidPattern.test(value)) return value;
  throw new Problem('invalid_request', {
    detail: 'The cursor is not one of this list. Begin again without a cursor.',
  });
}
