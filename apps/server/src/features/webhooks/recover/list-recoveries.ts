import { sql } from 'kysely';
import { Problem } from '@leads/contract/problem';
import type { Recovery } from '@leads/contract/recoveries';
import type { Context } from '#platform/act/context.ts';

const listedMax = 5;

/** Those that run, and those that ended within a day; the newest few. */
export async function listRecoveries(
  ctx: Context,
  { integrationId }: { integrationId?: string | undefined },
): Promise<{ items: Recovery[] }> {
  const rows = await select(ctx)
    .where(
      sql<boolean>`(recovery.state = 'running' or recovery.ended_at > now() - interval '1 day')`,
    )
    .$if(integrationId !== undefined, (query) =>
      query.where('recovery.integration_id', '=', integrationId as string),
    )
    .orderBy(sql`recovery.state = 'running'`, 'desc')
    .orderBy('recovery.created_at', 'desc')
    .orderBy('recovery.id', 'desc')
    .limit(listedMax)
    .execute();
  return { items: rows.map(toRecovery) };
}

/** @throws Problem `not_found` */
export async function getRecovery(ctx: Context, id: string): Promise<Recovery> {
  const row = await select(ctx).where('recovery.id', '=', id).executeTakeFirst();
  if (row === undefined) throw new Problem('not_found', { detail: 'There is no such recovery.' });
  return toRecovery(row);
}

function select({ db }: Context) {
  const inState = (state: string) =>
    sql<number>`(select count(*)::int from delivery
      where delivery.recovery_id = recovery.id and delivery.state = ${state})`;
  return db
    .selectFrom('delivery_recovery as recovery')
    .innerJoin('integration', 'integration.id', 'recovery.integration_id')
    .select([
      'recovery.id',
      'recovery.integration_id as integrationId',
      'integration.name as integrationName',
      'recovery.prefix',
      'recovery.what',
      'recovery.since',
      'recovery.state',
      'recovery.total',
      'recovery.handed_out as handedOut',
      'recovery.started_by as startedBy',
      'recovery.created_at as createdAt',
      'recovery.ended_at as endedAt',
      inState('succeeded').as('succeeded'),
      inState('failed').as('failed'),
    ])
    .where('integration.deleted_at', 'is', null);
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

function toRecovery(row: Row): Recovery {
  return {
    ...row,
    // The table's checks allow these alone.
    what: row.what as Recovery['what'],
    state: row.state as Recovery['state'],
    since: row.since.toISOString(),
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}
