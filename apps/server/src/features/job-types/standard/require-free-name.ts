import { sql } from 'kysely';
import { Problem } from '@leads/contract/problem';
import type { Tx } from '#platform/act/context.ts';

function nameTaken(message: string): Problem {
  return new Problem('name_taken', { detail: message, errors: [{ pointer: '/name', message }] });
}

/**
 * A standard job type's name is its own within the trade, among living, retired and former names alike; its own former
 * names it may take back. Call with the trade locked.
 * @throws Problem `name_taken`
 */
export async function requireFreeTypeName(
  tx: Tx,
  { tradeId, name, ownId }: { tradeId: string; name: string; ownId: string | null },
): Promise<void> {
  const holder = await tx
    .selectFrom('standard_job_type')
    .select('retired_at')
    .where('trade_id', '=', tradeId)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .where(sql<boolean>`id is distinct from ${ownId}::uuid`)
    .executeTakeFirst();
  if (holder !== undefined) {
    throw nameTaken(
      holder.retired_at === null
        ? 'Another standard job type of this trade has this name.'
        : 'A retired standard job type of this trade has this name. Restore it, or choose another name.',
    );
  }
  const former = await tx
    .selectFrom('standard_job_type_former_name as f')
    .innerJoin('standard_job_type as s', 's.id', 'f.standard_job_type_id')
    .select('s.name')
    .where('f.trade_id', '=', tradeId)
    .where(sql<boolean>`lower(f.name) = lower(${name})`)
    .where(sql<boolean>`s.id is distinct from ${ownId}::uuid`)
    .executeTakeFirst();
  if (former !== undefined) {
    throw nameTaken(
      `“${former.name}” had this name before, and imports find it by it. Choose another name.`,
    );
  }
}

/**
 * The same for trades, whose names are their own among all. Call with the trades locked.
 * @throws Problem `name_taken`
 */
export async function requireFreeTradeName(
  tx: Tx,
  { name, ownId }: { name: string; ownId: string | null },
): Promise<void> {
  const holder = await tx
    .selectFrom('trade')
    .select('id')
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .where(sql<boolean>`id is distinct from ${ownId}::uuid`)
    .executeTakeFirst();
  if (holder !== undefined) throw nameTaken('Another trade has this name.');
  const former = await tx
    .selectFrom('trade_former_name as f')
    .innerJoin('trade as t', 't.id', 'f.trade_id')
    .select('t.name')
    .where(sql<boolean>`lower(f.name) = lower(${name})`)
    .where(sql<boolean>`t.id is distinct from ${ownId}::uuid`)
    .executeTakeFirst();
  if (former !== undefined) {
    throw nameTaken(
      `“${former.name}” had this name before, and imports find it by it. Choose another name.`,
    );
  }
}
