import { sql } from 'kysely';
import { z } from 'zod';
import type { AgreementAcceptance, listAgreementAcceptances } from '@leads/contract/agreements';
import type { QueryOf } from '@leads/contract/endpoint';
import type { ReadDb } from '#platform/act/context.ts';
import { likePart } from '#platform/db/like-pattern.ts';
import { countUpTo, toPage } from '#platform/db/page-cursor.ts';
import { parseCursor } from '#platform/db/parse-cursor.ts';
import { getAgreementText } from './get-agreement-text.ts';

/** When and which: the last one of a page. */
const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

interface Acceptances {
  items: AgreementAcceptance[];
  nextCursor: string | null;
  total?: number;
}

/**
 * Who accepted a version, newest first.
 * @throws Problem `not_found`, `invalid_request` for a cursor that is none
 */
export async function listAcceptances(
  db: ReadDb,
  { id, query }: { id: string; query: QueryOf<typeof listAgreementAcceptances> },
): Promise<Acceptances> {
  await getAgreementText(db, id);
  const matching = selectMatching(db, { id, search: query.search ?? '' });
  const rows = await matching
    .select([
      'c.id',
      'c.tenant_id as tenantId',
      't.name as tenantName',
      'c.integration_id as integrationId',
      'i.name as integrationName',
      'c.user_name as userName',
      'c.accepted_at as acceptedAt',
      // The column is finer than a JavaScript date, which would lose the place in the list.
      sql<string>`to_char(c.accepted_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as(
        'position',
      ),
    ])
    .$if(query.cursor !== undefined, (page) => {
      const [acceptedAt, lastId] = parseCursor(query.cursor ?? '', Cursor);
      return page.where(
        sql<boolean>`(c.accepted_at, c.id) < (${acceptedAt}::timestamptz, ${lastId}::uuid)`,
      );
    })
    .orderBy('c.accepted_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const total = await countUpTo(db, matching);
  const page = toPage(rows, {
    limit: query.limit,
    cursorOf: ({ position, id: lastId }) => [position, lastId],
    total,
  });
  return {
    ...page,
    items: page.items.map(({ position: _position, acceptedAt, ...row }) => ({
      ...row,
      acceptedAt: acceptedAt.toISOString(),
    })),
  };
}

function selectMatching(db: ReadDb, { id, search }: { id: string; search: string }) {
  return db
    .selectFrom('agreement_acceptance as c')
    .innerJoin('tenant as t', 't.id', 'c.tenant_id')
    .innerJoin('integration as i', 'i.id', 'c.integration_id')
    .where('c.agreement_id', '=', id)
    .$if(search !== '', (query) => query.where('t.name', 'ilike', likePart(search)));
}
