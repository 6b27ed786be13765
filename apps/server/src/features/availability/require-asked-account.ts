import { Problem } from '@leads/contract/problem';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';

export interface AskedAccount {
  tenantId: string;
  connectionId: string;
  timeZone: string;
}

/**
 * The connected account of the caller's integration; a sandbox credential sees test tenants only, all others never do.
 * @throws Problem `integration_inactive`, `unknown_account`, `account_disconnected`, `access_withdrawn`
 */
export async function requireAskedAccount(
  ctx: Context<ActorOf<'partner'>>,
  accountId: string,
): Promise<AskedAccount> {
  const { integrationId, mode } = ctx.actor;
  const isTest = mode === 'sandbox';
  if (!isTest) await requireActive(ctx, integrationId);
  const account = await findAccount(ctx, { integrationId, accountId, isTest });
  if (account === undefined) {
    throw new Problem('unknown_account', {
      detail:
        'No tenant is connected under this account. List the accounts by GET /api/integrations/accounts.',
      errors: [{ pointer: '/accountId', message: 'This account is not known' }],
    });
  }
  if (account.state !== 'connected' || !account.tenantActive) {
    throw new Problem('account_disconnected', {
      detail: 'The tenant of this account has disconnected and can be booked no more.',
      errors: [{ pointer: '/accountId', message: 'This account is disconnected' }],
    });
  }
  if (!account.accessible && !isTest) {
    throw new Problem('access_withdrawn', {
      detail:
        'The tenant of this account has no access to this integration any more. Ask the platform to open it again.',
      errors: [{ pointer: '/accountId', message: 'This account has no access any more' }],
    });
  }
  const { tenantId, connectionId, timeZone } = account;
  return { tenantId, connectionId, timeZone };
}

async function requireActive(
  ctx: Context<ActorOf<'partner'>>,
  integrationId: string,
): Promise<void> {
  const active = await ctx.db
    .selectFrom('integration')
    .select('id')
    .where('id', '=', integrationId)
    .where('status', '=', 'active')
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (active !== undefined) return;
  throw new Problem('integration_inactive', {
    detail: 'This integration is not active. Ask the platform to activate it, then ask again.',
  });
}

/** One that is connected is preferred to one that ended. */
async function findAccount(
  ctx: Context,
  {
    integrationId,
    accountId,
    isTest,
  }: { integrationId: string; accountId: string; isTest: boolean },
) {
  return ctx.db
    .selectFrom('connection as c')
    .innerJoin('tenant as t', 't.id', 'c.tenant_id')
    .select(({ exists, selectFrom }) => [
      'c.tenant_id as tenantId',
      'c.id as connectionId',
      'c.state',
      't.time_zone as timeZone',
      't.active as tenantActive',
      exists(
        selectFrom('integration_tenant_access as access')
          .leftJoin('integration_enabled_tenant as enabled', (join) =>
            join
              .onRef('enabled.integration_id', '=', 'access.integration_id')
              .onRef('enabled.tenant_id', '=', 'c.tenant_id'),
          )
          .select('access.mode')
          .whereRef('access.integration_id', '=', 'c.integration_id')
          .where((eb) =>
            eb.or([eb('access.mode', '=', 'all'), eb('enabled.tenant_id', 'is not', null)]),
          ),
      ).as('accessible'),
    ])
    .where('c.integration_id', '=', integrationId)
    .where('c.account_id', '=', accountId)
    .where('c.state', 'in', ['connected', 'disconnected'])
    .where('t.is_test', '=', isTest)
    .orderBy('c.state')
    .orderBy('c.updated_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}
