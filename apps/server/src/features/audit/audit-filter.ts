import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { AuditFilter } from '@leads/contract/audit';
import { actionsOf } from '@leads/contract/audit-words';
import { Problem } from '@leads/contract/problem';
import type { Context } from '#platform/act/context.ts';
import { countMax } from '#platform/db/page-cursor.ts';
import { readSql } from '#platform/db/read-sql.ts';
import { findActorNames } from './find-actor-names.ts';

type Condition = RawBuilder<boolean>;

/** Ways to meet one part of a filter: for each of the values an index on the column gives the entries in order. */
interface Ways {
  column: RawBuilder<unknown>;
  values: readonly string[];
  /** What an entry must meet besides, so that no other way finds it too. */
  only?: Condition;
}

/** What an entry must meet: all of `every`, and exactly one of the ways in `oneOf`. */
export interface AuditCondition {
  every: Condition[];
  oneOf: Ways[];
}

const anyEntry: Ways = { column: sql`''`, values: [''] };

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Ids are made shortly before the row; other processes' clocks may differ by no more than this. */
const clockToleranceMs = 60 * 60 * 1000;

/** The filter as conditions. Alternatives are read way by way, so that none of them needs a sort. */
export async function toAuditCondition(ctx: Context, filter: AuditFilter): Promise<AuditCondition> {
  const { integrationId, tenantId, subjectId, requestId, action, actor, search } = filter;
  const every: Condition[] = [];
  if (integrationId !== undefined) every.push(sql`e.integration_id = ${integrationId}`);
  if (tenantId !== undefined) every.push(sql`e.tenant_id = ${tenantId}`);
  if (isGiven(subjectId)) every.push(sql`e.subject_id = ${subjectId}`);
  if (isGiven(requestId)) every.push(sql`e.request_id = ${requestId}`);
  every.push(...toInstants(filter));
  const parts: Ways[][] = [];
  if (isGiven(search)) parts.push(await searchWays(ctx, search));
  if (isGiven(actor)) parts.push([await actorWays(ctx, actor)]);
  if (isGiven(action)) parts.push([{ column: sql`e.action`, values: actionsOf(action) }]);
  const [oneOf = [anyEntry], ...others] = parts;
  for (const ways of others) every.push(sql`(${sql.join(ways.map(isOneOf), sql` or `)})`);
  return { every, oneOf };
}

const isOneOf = ({ column, values, only = sql`true` }: Ways): Condition =>
  sql`(${column} = any(${values}::text[]) and ${only})`;

const isGiven = (text: string | undefined): text is string => text !== undefined && text !== '';

async function actorWays(ctx: Context, actor: string): Promise<Ways> {
  if (uuidPattern.test(actor)) return { column: sql`e.actor_id`, values: [actor.toLowerCase()] };
  const values = await findActorNames(ctx, actor);
  return { column: sql`lower(e.actor_name) collate "C"`, values };
}

/** A whole id of anything in the entry, else how the actor's name begins. */
async function searchWays(ctx: Context, search: string): Promise<Ways[]> {
  if (!uuidPattern.test(search)) return [await actorWays(ctx, search)];
  const id = search.toLowerCase();
  const values = [id];
  const otherRequest = sql<boolean>`e.request_id is distinct from ${id}`;
  const otherSubject = sql<boolean>`e.subject_id <> ${id} and ${otherRequest}`;
  const otherActor = sql<boolean>`e.actor_id is distinct from ${id} and ${otherSubject}`;
  return [
    { column: sql`e.request_id`, values },
    { column: sql`e.subject_id`, values, only: otherRequest },
    { column: sql`e.actor_id`, values, only: otherSubject },
    { column: sql`e.id::text`, values, only: sql`e.id = ${id}::uuid and ${otherActor}` },
  ];
}

/** The instants exactly, and bounds of the ids beside them, which begin with their time and have the index. */
function toInstants({ from, to }: AuditFilter): Condition[] {
  const conditions: Condition[] = [];
  if (from !== undefined) {
    const least = idAt(Date.parse(from) - clockToleranceMs);
    conditions.push(sql`e.at >= ${from}::timestamptz and e.id >= ${least}::uuid`);
  }
  if (to !== undefined) {
    const most = idAt(Date.parse(to) + clockToleranceMs);
    conditions.push(sql`e.at < ${to}::timestamptz and e.id < ${most}::uuid`);
  }
  return conditions;
}

function idAt(ms: number): string {
  const time = Math.max(ms, 0).toString(16).padStart(12, '0').slice(-12);
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}

/** Ids of matching entries, newest first, those before `beforeId` where it is given. */
export async function listAuditIds(
  ctx: Context,
  { every, oneOf }: AuditCondition,
  { beforeId, limit }: { beforeId: string | undefined; limit: number },
): Promise<string[]> {
  const all = beforeId === undefined ? every : [...every, sql<boolean>`e.id < ${beforeId}::uuid`];
  const found = selectEntries({ every: all, oneOf }, sql`order by e.id desc limit ${limit}`);
  const rows = await readSql(
    ctx.db,
    sql<{ id: string }>`select id from (${found}) found order by id desc limit ${limit}`,
  );
  return rows.map(({ id }) => id);
}

/** How many entries match; undefined above 10,000, where counting stops. */
export async function countAudit(
  ctx: Context,
  condition: AuditCondition,
): Promise<number | undefined> {
  const found = selectEntries(condition, sql`limit ${countMax + 1}`);
  const [row] = await readSql(
    ctx.db,
    sql<{ count: number }>`select count(*)::int as count from (
      select from (${found}) found limit ${countMax + 1}) counted`,
  );
  const count = row?.count ?? 0;
  return count > countMax ? undefined : count;
}

function selectEntries({ every, oneOf }: AuditCondition, end: RawBuilder<unknown>) {
  const ways = oneOf.map(({ column, values, only = sql`true` }) => {
    const all = sql.join([sql`${column} = v.value`, only, ...every], sql` and `);
    return sql`
      select e.id from unnest(${values}::text[]) v(value)
      cross join lateral (select e.id from audit_entry e where ${all} ${end}) e`;
  });
  return sql.join(ways, sql` union all `);
}

/** @throws Problem `invalid_request` */
export function requireAuditCursor(value: unknown): string {
  if (typeof value === 'string' && uuidPattern.test(value)) return value;
  throw new Problem('invalid_request', {
    detail: 'The cursor is not one of this list. Begin again without a cursor.',
  });
}
