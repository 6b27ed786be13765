import { Problem } from '@leads/contract/problem';
import type { ConnectionState } from '@leads/contract/tenant-integrations';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Tx } from '#platform/act/context.ts';

export interface AccountRequest {
  tenantId: string;
  connectionId: string;
  integrationId: string;
  state: ConnectionState;
  accountId: string | null;
}

/**
 * The connection behind a requestId, held until the transaction ends. The partner knows the ids of its pairing requests
 * and of connected accounts; a sign-in under way was never told to it.
 * @throws Problem `not_found`, also for another integration's
 */
export async function requireRequest(
  tx: Tx,
  actor: ActorOf<'partner'>,
  requestId: string,
): Promise<AccountRequest> {
  const alias = await tx
    .selectFrom('connection_alias')
    .select('connection_id as connectionId')
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  const row = await tx
    .selectFrom('connection')
    .innerJoin('tenant', 'tenant.id', 'connection.tenant_id')
    .select([
      'connection.tenant_id as tenantId',
      'connection.id as connectionId',
      'connection.integration_id as integrationId',
      'connection.state',
      'connection.account_id as accountId',
      'connection.authorization_type as authorizationType',
    ])
    .where('connection.id', '=', alias?.connectionId ?? requestId)
    .where('connection.integration_id', '=', actor.integrationId)
    .where('tenant.is_test', '=', actor.mode === 'sandbox')
    .forUpdate('connection')
    .executeTakeFirst();
  const isKnown =
    row !== undefined && (row.authorizationType === 'st_pairing' || row.accountId !== null);
  if (isKnown) return { ...row, state: row.state as ConnectionState };
  throw new Problem('not_found', {
    detail:
      'No request has this requestId. Send the requestId of the pairing request or of /accounts/updated.',
  });
}
