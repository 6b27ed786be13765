import type { ReplyOf } from '@leads/contract/endpoint';
import type {
  getJobTypeMapping as endpoint,
  listTrades as tradesEndpoint,
} from '@leads/contract/job-types';
import { Problem } from '@leads/contract/problem';
import type { Context } from '#platform/act/context.ts';

/** The partner's list in its own order, with the version that a save must name. */
export async function getJobTypeMapping(
  ctx: Context,
  integrationId: string,
): Promise<ReplyOf<typeof endpoint>> {
  const section = await ctx.db
    .selectFrom('integration_section')
    .select('version')
    .where('integration_id', '=', integrationId)
    .where('section', '=', 'job_types')
    .executeTakeFirst();
  if (section === undefined)
    throw new Problem('not_found', { detail: 'There is no such integration.' });
  const rows = await ctx.db
    .selectFrom('partner_job_type')
    .select(['id', 'partner_id', 'name', 'category', 'standard_job_type_id'])
    .where('integration_id', '=', integrationId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const retired = await ctx.db
    .selectFrom('standard_job_type as s')
    .innerJoin('trade as t', 't.id', 's.trade_id')
    .select(['s.id', 's.name', 's.trade_id as tradeId', 't.name as trade'])
    .where('s.retired_at', 'is not', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('partner_job_type as p')
          .select('p.id')
          .whereRef('p.standard_job_type_id', '=', 's.id')
          .where('p.integration_id', '=', integrationId),
      ),
    )
    .orderBy('s.position')
    .execute();
  return {
    version: section.version,
    retired,
    partnerJobTypes: rows.map((row) => ({
      id: row.id,
      partnerId: row.partner_id,
      name: row.name,
      category: row.category,
      standardJobTypeId: row.standard_job_type_id,
    })),
  };
}

/** Trades with their standard job types; retired ones are left out, and trades that have no others. */
export async function listTrades(ctx: Context): Promise<ReplyOf<typeof tradesEndpoint>> {
  const trades = await ctx.db
    .selectFrom('trade')
    .select(['id', 'name'])
    .orderBy('position')
    .execute();
  const types = await ctx.db
    .selectFrom('standard_job_type')
    .select(['id', 'name', 'trade_id'])
    .where('retired_at', 'is', null)
    .orderBy('position')
    .execute();
  const byTrade = Map.groupBy(types, (type) => type.trade_id);
  return {
    trades: trades.flatMap((trade) => {
      const standardJobTypes = (byTrade.get(trade.id) ?? []).map(({ id, name }) => ({ id, name }));
      return standardJobTypes.length === 0 ? [] : [{ ...trade, standardJobTypes }];
    }),
  };
}
