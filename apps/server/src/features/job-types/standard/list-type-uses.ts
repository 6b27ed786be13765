import { sql } from 'kysely';
import { z } from 'zod';
import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import { Id } from '@leads/contract/page';
import { Problem } from '@leads/contract/problem';
import type { listTypeUses as endpoint } from '@leads/contract/standard-job-types';
import type { Context, ReadDb } from '#platform/act/context.ts';
import { countUpTo, decodeCursor, toPage } from '#platform/db/page-cursor.ts';

/**
 * The partner job types of living integrations that are mapped to a standard job type, by integration name and then in
 * the partner's order.
 * @throws Problem `not_found`, `invalid_request` for a cursor that is none
 */
export async function listTypeUses(
  ctx: Context,
  { id, query }: { id: string; query: QueryOf<typeof endpoint> },
): Promise<ReplyOf<typeof endpoint>> {
  await requireType(ctx.db, id);
  const all = ctx.db
    .selectFrom('partner_job_type as p')
    .innerJoin('integration as i', 'i.id', 'p.integration_id')
    .where('p.standard_job_type_id', '=', id)
    .where('i.deleted_at', 'is', null);
  const after = query.cursor === undefined ? undefined : parseCursor(query.cursor);
  const [rows, total] = await Promise.all([
    all
      .select([
        'i.id as integrationId',
        'i.name as integrationName',
        sql<string>`lower(i.name)`.as('sortName'),
        'p.id as partnerJobTypeId',
        'p.partner_id as partnerId',
        'p.name',
        'p.category',
        'p.position',
      ])
      .$if(after !== undefined, (builder) =>
        builder.where(
          sql<boolean>`(lower(i.name), p.position, p.id) > (${after?.[0]}, ${after?.[1]}, ${after?.[2]}::uuid)`,
        ),
      )
      .orderBy(sql`lower(i.name)`)
      .orderBy('p.position')
      .orderBy('p.id')
      .limit(query.limit + 1)
      .execute(),
    countUpTo(ctx.db, all),
  ]);
  const page = toPage(rows, {
    limit: query.limit,
    cursorOf: (row) => [row.sortName, row.position, row.partnerJobTypeId],
    total,
  });
  return {
    ...page,
    items: page.items.map(({ position: _position, sortName: _sortName, ...use }) => use),
  };
}

async function requireType(db: ReadDb, id: string): Promise<void> {
  const type = await db
    .selectFrom('standard_job_type')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (type !== undefined) return;
  throw new Problem('not_found', {
    detail: 'There is no such standard job type. It may be removed.',
  });
}

const Cursor = z.tuple([z.string(), z.number().int(), Id]);

/** @throws Problem `invalid_request` */
function parseCursor(text: string): z.output<typeof Cursor> {
  const parsed = Cursor.safeParse(decodeCursor(text, 3));
  if (parsed.success) return parsed.data;
  throw new Problem('invalid_request', {
    detail: 'The cursor is not one of this list. Begin again without a cursor.',
  });
}
