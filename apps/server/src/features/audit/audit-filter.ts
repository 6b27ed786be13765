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

/** What an entry must meet: all of `every`, and exactly one of `oneOf`, each of which an index answers in order. */
export interface AuditCondition {
  every: Condition[];
  oneOf: Condition[];
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Ids are made shortly before the row; other processes' clocks may differ by no more than this. */
const clockToleranceMs = 60 * 60 * 1000;

/** The filter as conditions. A set of alternatives is read branch by branch, so that none of them needs a sort. */
export async function toAuditCondition(ctx: Context, filter: AuditFilter): Promise<AuditCondition> {
  const { integrationId, tenantId, subjectId, requestId, action, actor, search } = filter;
  const every: Condition[] = [];
  if (integrationId !== undefined) every.push(sql`e.integration_id = ${integrationId}`);
  if (tenantId !== undefined) every.push(sql`e.tenant_id = ${tenantId}`);
  if (isGiven(subjectId)) every.push(sql`e.subject_id = ${subjectId}`);
  if (isGiven(requestId)) every.push(sql`e.request_id = ${requestId}`);
  every.push(...toInstants(filter));
  const sets: Condition[][] = [];
  if (isGiven(search)) sets.push(await searchSet(ctx, search));
  if (isGiven(actor)) sets.push(await actorSet(ctx, actor));
  if (isGiven(action)) sets.push(actionsOf(action).map((one) => sql`e.action = ${one}`));
  const [oneOf = [sql<boolean>`true`], ...others] = sets;
  for (const set of others) every.push(anyOf(set));
  return { every, oneOf };
}

const isGiven = (text: string | undefined): text is string => text !== undefined && text !== '';

const anyOf = (set: Condition[]): Condition =>
  set.length === 0 ? sql`false` : sql`(${sql.join(set, sql` or `)})`;

async function actorSet(ctx: Context, actor: string): Promise<Condition[]> {
  if (uuidPattern.test(actor)) return [sql`e.actor_id = ${actor.toLowerCase()}`];
  const names = await findActorNames(ctx, actor);
  return names.map((name) => sql`lower(e.actor_name) collate "C" = ${name}`);
}

/** A whole id of anything in the entry, else how the actor's name begins. */
async function searchSet(ctx: Context, search: string): Promise<Condition[]> {
  if (!uuidPattern.test(search)) return actorSet(ctx, search);
  const id = search.toLowerCase();
  return [
    sql`e.request_id = ${id}`,
    sql`e.subject_id = ${id} and e.request_id is distinct from ${id}`,
    sql`e.actor_id = ${id} and e.subject_id <> ${id} and e.request_id is distinct from ${id}`,
    sql`e.id = ${id}::uuid and e.subject_id <> ${id} and e.request_id is distinct from ${id}
      and e.actor_id is distinct from ${id}`,
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
  if (oneOf.length === 0) return [];
  const all = beforeId === undefined ? every : [...every, sql<boolean>`e.id < ${beforeId}::uuid`];
  const branches = oneOf.map(
    (one) => sql`(select e.id from audit_entry e where ${sql.join([one, ...all], sql` and `)}
      order by e.id desc limit ${limit})`,
  );
  const rows = await readSql(
    ctx.db,
    sql<{ id: string }>`select id from (${sql.join(branches, sql` union all `)}) found
      order by id desc limit ${limit}`,
  );
  return rows.map(({ id }) => id);
}

/** How many entries match; undefined above 10,000, where counting stops. */
export async function countAudit(
  ctx: Context,
  { every, oneOf }: AuditCondition,
): Promise<number | undefined> {
  if (oneOf.length === 0) return 0;
  const branches = oneOf.map(
    (one) => sql`select e.id from audit_entry e where ${sql.join([one, ...every], sql` and `)}`,
  );
  const [row] = await readSql(
    ctx.db,
    sql<{ count: number }>`select count(*)::int as count from (
      select 1 from (${sql.join(branches, sql` union all `)}) found limit ${countMax + 1}) counted`,
  );
  const count = row?.count ?? 0;
  return count > countMax ? undefined : count;
}

/** @throws Problem `invalid_request` */
export function requireAuditCursor(value: unknown): string {
  if (typeof value === 'string' && uuidPattern.test(value)) return value;
  throw new Problem('invalid_request', {
    detail: 'The cursor is not one of this list. Begin again without a cursor.',
  });
}
