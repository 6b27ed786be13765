import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { z } from 'zod';
import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import { sections } from '@leads/contract/integration-sections';
import { logoUrlOf } from '@leads/contract/integrations';
import type { IntegrationRow, listIntegrations as endpoint } from '@leads/contract/integrations';
import { Id } from '@leads/contract/page';
import type { Context } from '#platform/act/context.ts';
import { likePart } from '#platform/db/like-pattern.ts';
import { countUpTo, toPage } from '#platform/db/page-cursor.ts';
import { judgeSection } from '../completeness.ts';
import { restorableUntil } from '../restorable-until.ts';
import { listSetUpFacts } from '../set-up-facts.ts';
import type { SetUpFacts } from '../set-up-facts.ts';
import { findSummedAt, listFigures } from './list-figures.ts';
import { parseCursor, SortText } from '#platform/db/parse-cursor.ts';

type Query = QueryOf<typeof endpoint>;
type SortKey = 'name' | 'status' | 'updatedAt';

/** The expressions each sort runs through before the id, as text, and the shape of its cursor. */
const sorts: Record<SortKey, { keys: RawBuilder<string>[]; casts: string[]; cursor: z.ZodTuple }> =
  {
    name: { keys: [sql`lower(i.name)`], casts: ['text'], cursor: z.tuple([SortText, Id]) },
    status: {
      keys: [sql`i.status`, sql`lower(i.name)`],
      casts: ['text', 'text'],
      cursor: z.tuple([SortText, SortText, Id]),
    },
    updatedAt: {
      keys: [sql`i.updated_at`],
      casts: ['timestamptz'],
      cursor: z.tuple([z.iso.datetime({ offset: true, local: true }), Id]),
    },
  };

/**
 * A page of living integrations, or of deleted ones where these are asked for, with figures of that page alone.
 * @throws Problem `invalid_request` for a cursor that is none
 */
export async function listIntegrations(
  ctx: Context,
  query: Query,
): Promise<ReplyOf<typeof endpoint>> {
  const matching = selectMatching(ctx, query);
  const [rows, total] = await Promise.all([
    selectPage(matching, query).execute(),
    countUpTo(ctx.db, matching),
  ]);
  const page = toPage(rows, {
    limit: query.limit,
    cursorOf: ({ sort_values, id }) => [...sort_values, id],
    total,
  });
  const integrationIds = page.items.map(({ id }) => id);
  const now = ctx.clock.now();
  const [facts, figuresOf, summedAt] = await Promise.all([
    listSetUpFacts(ctx.db, integrationIds),
    listFigures(ctx.db, { integrationIds, now }),
    findSummedAt(ctx.db),
  ]);
  return {
    ...page,
    items: page.items.map((row) => ({
      ...toListRow(row, now),
      ...figuresOf(row.id),
      // Nothing can have come before the first activation: the list then shows a dash, not a zero.
      ...(row.status === 'draft' ? { leadsIn7Days: null } : {}),
      sectionsComplete: countComplete(facts.get(row.id)),
    })),
    summedAt: summedAt?.toISOString() ?? null,
  };
}

function selectMatching(ctx: Context, { search, status, authorization }: Query) {
  return ctx.db
    .selectFrom('integration as i')
    .where('i.deleted_at', status === 'deleted' ? 'is not' : 'is', null)
    .$if(search !== undefined && search !== '', (builder) =>
      builder.where(sql<boolean>`lower(i.name) like ${likePart((search ?? '').toLowerCase())}`),
    )
    .$if(status !== undefined && status !== 'deleted', (builder) =>
      builder.where('i.status', '=', status ?? ''),
    )
    .$if(authorization !== undefined, (builder) =>
      builder.where('i.tenant_authorization_type', '=', authorization ?? ''),
    );
}

function selectPage(matching: ReturnType<typeof selectMatching>, query: Query) {
  const isDescending = query.sort.startsWith('-');
  const { keys, casts, cursor } = sorts[query.sort.replace('-', '') as SortKey];
  const columns = sql.join([...keys, sql`i.id`]);
  const direction = isDescending ? 'desc' : 'asc';
  let page = matching
    .leftJoin('integration_logo as l', 'l.integration_id', 'i.id')
    .select([
      'i.id',
      'i.name',
      'i.status',
      'i.tenant_authorization_type',
      'i.partner_authorization_type',
      'i.updated_at',
      'i.updated_by_name',
      'i.deleted_at',
      'l.sha256',
      sql<string[]>`array[${sql.join(keys.map((key) => toCursorText(key)))}]`.as('sort_values'),
    ])
    .limit(query.limit + 1);
  if (query.cursor !== undefined) {
    const types = [...casts, 'uuid'];
    const values = parseCursor(query.cursor, cursor).map(
      (value, index) => sql`${value}::${sql.raw(types[index] ?? 'text')}`,
    );
    const comparison = sql.raw(isDescending ? '<' : '>');
    page = page.where(sql<boolean>`(${columns}) ${comparison} (${sql.join(values)})`);
  }
  for (const key of keys) page = page.orderBy(key, direction);
  return page.orderBy('i.id', direction);
}

/** JSON writes an instant with all its digits, where a `Date` would lose some and skip or repeat rows. */
function toCursorText(key: RawBuilder<string>): RawBuilder<string> {
  return sql`to_jsonb(${key}) #>> '{}'`;
}

interface StoredRow {
  id: string;
  name: string;
  status: string;
  tenant_authorization_type: string;
  partner_authorization_type: string;
  updated_at: Date;
  updated_by_name: string;
  deleted_at: Date | null;
  sha256: string | null;
}

function toListRow(row: StoredRow, now: Date) {
  return {
    id: row.id,
    name: row.name,
    status: row.status as IntegrationRow['status'],
    logoUrl: row.sha256 === null ? null : logoUrlOf(row.id, row.sha256),
    tenantAuthorizationType:
      row.tenant_authorization_type as IntegrationRow['tenantAuthorizationType'],
    partnerAuthorizationType:
      row.partner_authorization_type as IntegrationRow['partnerAuthorizationType'],
    updatedAt: row.updated_at.toISOString(),
    updatedByName: row.updated_by_name,
    deletion: row.deleted_at === null ? null : toDeletion(row, row.deleted_at, now),
  };
}

/** Deletion is the last change of an integration, so who did that deleted it. */
function toDeletion(
  row: StoredRow,
  deletedAt: Date,
  now: Date,
): NonNullable<IntegrationRow['deletion']> {
  const until = restorableUntil(deletedAt);
  return {
    at: deletedAt.toISOString(),
    byName: row.updated_by_name,
    restorableUntil: until.toISOString(),
    restorable: until > now,
  };
}

function countComplete(facts: SetUpFacts | undefined): number {
  if (facts === undefined) return 0;
  return sections.filter((section) => judgeSection(section, facts).state === 'complete').length;
}
