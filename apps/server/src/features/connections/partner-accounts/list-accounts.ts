import { sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '@leads/contract/problem';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { countUpTo, decodeCursor, toPage } from '#platform/db/page-cursor.ts';
import { readAccountRows, selectAccounts, toAccounts } from './read-partner-accounts.ts';
import type { Account } from './read-partner-accounts.ts';

interface AccountsQuery {
  cursor?: string | undefined;
  limit: number;
  updatedSince?: string | undefined;
}

/**
 * A partner's accounts, the oldest change first, so that whoever follows `nextCursor` hears of every later change.
 * @throws Problem `invalid_request` for a cursor that is none
 */
export async function listAccounts(
  ctx: Context<ActorOf<'partner'>>,
  { cursor, limit, updatedSince }: AccountsQuery,
): Promise<{ items: Account[]; nextCursor: string | null; total?: number }> {
  const { integrationId } = ctx.actor;
  const wanted = selectAccounts(ctx.db, ctx.actor).$if(updatedSince !== undefined, (query) =>
    query.where('connection.updated_at', '>=', new Date(updatedSince ?? 0)),
  );
  const after = cursor === undefined ? undefined : decodeAccountCursor(cursor);
  const page = wanted
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(connection.updated_at, connection.id) > (${after?.changedAt}::timestamptz, ${after?.id}::uuid)`,
      ),
    )
    .orderBy('connection.updated_at')
    .orderBy('connection.id')
    .limit(limit + 1);
  const rows = await readAccountRows(page);
  const total = await countUpTo(ctx.db, wanted);
  const shown = toPage(rows, {
    limit,
    cursorOf: ({ changedAt, connectionId }) => [changedAt, connectionId],
    total,
  });
  return { ...shown, items: await toAccounts(ctx.db, { integrationId, rows: shown.items }) };
}

/** As PostgreSQL writes instants in UTC, which is the time zone of every connection of ours. */
const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/)
  .refine((text) => !Number.isNaN(Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19)}Z`)));
const AccountCursor = z.tuple([instant, z.uuid()]);

function decodeAccountCursor(cursor: string): { changedAt: string; id: string } {
  const parsed = AccountCursor.safeParse(decodeCursor(cursor, 2));
  if (!parsed.success) {
    throw new Problem('invalid_request', {
      detail: 'The cursor is not one of this list. Begin again without a cursor.',
    });
  }
  const [changedAt, id] = parsed.data;
  return { changedAt, id };
}
