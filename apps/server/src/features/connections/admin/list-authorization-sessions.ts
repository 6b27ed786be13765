import { z } from 'zod';
import type { listAuthorizationSessions as endpoint } from '@leads/contract/admin-tenants';
import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import { Id } from '@leads/contract/page';
import type { Context } from '#platform/act/context.ts';
import { countUpTo, toPage } from '#platform/db/page-cursor.ts';
import { parseCursor } from '#platform/db/parse-cursor.ts';
import { requireConnectionKey } from './connection-row.ts';

/**
 * The sign-ins at the partner that were made for a connection, newest first; ids grow with time. Holds no secret of
 * theirs.
 * @throws Problem `not_found`, `invalid_request` for a cursor that is none
 */
export async function listAuthorizationSessions(
  ctx: Context,
  { connectionId: id, cursor, limit }: QueryOf<typeof endpoint> & { connectionId: string },
): Promise<ReplyOf<typeof endpoint>> {
  const { tenantId, connectionId } = await requireConnectionKey(ctx.db, id);
  const matching = ctx.db
    .selectFrom('authorization_session')
    .select([
      'id',
      'user_name as userName',
      'issuer',
      'subject',
      'started_at as startedAt',
      'expires_at as expiresAt',
      'finished_at as finishedAt',
      'result',
      'token_expires_at as tokenExpiresAt',
    ])
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId);
  const after = cursor === undefined ? undefined : parseCursor(cursor, z.tuple([Id]))[0];
  const [rows, total] = await Promise.all([
    matching
      .$if(after !== undefined, (page) => page.where('id', '<', after ?? ''))
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute(),
    countUpTo(ctx.db, matching),
  ]);
  const page = toPage(rows, { limit, cursorOf: ({ id }) => [id], total });
  const items = page.items.map((row) => ({
    ...row,
    startedAt: row.startedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    tokenExpiresAt: row.tokenExpiresAt?.toISOString() ?? null,
  }));
  return { ...page, items };
}
