import { sql } from 'kysely';
import type { Receiver } from '@leads/contract/receivers';
import { receiversMax } from '@leads/contract/receivers';
import { Problem } from '@leads/contract/problem';
import type { Context } from '#platform/act/context.ts';
import { countMax } from '#platform/db/page-cursor.ts';

/** Receivers that need a look: paused ones first, then those that fail, longest first; of one integration all. */
export async function listReceivers(
  ctx: Context,
  { integrationId }: { integrationId?: string | undefined },
): Promise<{ items: Receiver[] }> {
  const rows = await select(ctx)
    .$if(integrationId !== undefined, (query) =>
      query.where('receiver.integration_id', '=', integrationId as string),
    )
    .$if(integrationId === undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('receiver.paused_at', 'is not', null),
          eb('receiver.failing_since', 'is not', null),
        ]),
      ),
    )
    .orderBy(sql`receiver.paused_at is null`)
    .orderBy('receiver.paused_at')
    .orderBy(sql`receiver.failing_since is null`)
    .orderBy('receiver.failing_since')
    .orderBy('receiver.id')
    .limit(receiversMax)
    .execute();
  return { items: rows.map(toReceiver) };
}

/** @throws Problem `not_found` */
export async function getReceiver(ctx: Context, id: string): Promise<Receiver> {
  const row = await select(ctx).where('receiver.id', '=', id).executeTakeFirst();
  if (row === undefined) throw new Problem('not_found', { detail: 'There is no such receiver.' });
  return toReceiver(row);
}

function select({ db }: Context) {
  return db
    .selectFrom('webhook_prefix as receiver')
    .innerJoin('integration', 'integration.id', 'receiver.integration_id')
    .select([
      'receiver.id',
      'receiver.integration_id as integrationId',
      'integration.name as integrationName',
      'receiver.prefix',
      'receiver.failing_since as failingSince',
      'receiver.paused_at as pausedAt',
      'receiver.paused_reason as pausedReason',
      'receiver.probed_at as probedAt',
      sql<number>`(select count(*)::int from (
        select from delivery
        where delivery.integration_id = receiver.integration_id and delivery.prefix = receiver.prefix
          and delivery.state = 'waiting'
        limit ${countMax + 1}) counted)`.as('waiting'),
    ])
    .where('integration.deleted_at', 'is', null);
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

function toReceiver(row: Row): Receiver {
  return {
    ...row,
    failingSince: row.failingSince?.toISOString() ?? null,
    pausedAt: row.pausedAt?.toISOString() ?? null,
    pausedReason: row.pausedReason as Receiver['pausedReason'],
    probedAt: row.probedAt?.toISOString() ?? null,
    waiting: row.waiting > countMax ? null : row.waiting,
  };
}
