import { sql } from 'kysely';
import { Problem } from '@leads/contract/problem';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { readAccountRows, selectAccounts, toAccounts } from './read-partner-accounts.ts';
import type { Account } from './read-partner-accounts.ts';

/**
 * The account with the tenant that holds it, or held it last.
 * @throws Problem `not_found`
 */
export async function getAccount(
  ctx: Context<ActorOf<'partner'>>,
  accountId: string,
): Promise<Account> {
  const query = selectAccounts(ctx.db, ctx.actor)
    .where('connection.account_id', '=', accountId)
    .orderBy(sql`connection.state = 'connected'`, 'desc')
    .orderBy('connection.updated_at', 'desc')
    .limit(1);
  const rows = await readAccountRows(query);
  const [account] = await toAccounts(ctx.db, { integrationId: ctx.actor.integrationId, rows });
  if (account !== undefined) return account;
  throw new Problem('not_found', { detail: 'No connected tenant has an account with this id.' });
}
