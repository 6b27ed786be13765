import type { Connection } from '@leads/contract/tenant-integrations';
import type { ActorOf } from '#platform/act/actor.ts';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendPairingRequest } from '#features/webhooks/index.ts';
import { beginConnection } from './begin-connection.ts';
import { readConnection } from './connection-reply.ts';

/**
 * Asks the partner to match the tenant with one of its accounts (ST Pairing). While a request is under way it is
 * returned and nothing is sent twice.
 * @throws Problem those of `beginConnection`; `forbidden`
 */
export async function startPairing(
  ctx: Context<ActorOf<'tenant'>>,
  request: { tenantId: string; integrationId: string; addAccount: boolean },
): Promise<Connection> {
  const { tenantId, integrationId } = request;
  return change(ctx, 'connection.start', async (tx) => {
    const { connectionId, isNew } = await beginConnection(tx, ctx, {
      ...request,
      authorizationType: 'st_pairing',
    });
    const key = { tenantId, connectionId };
    if (isNew) await sendPairingRequest(tx, ctx, key);
    return {
      value: await readConnection(tx, key),
      audit: isNew
        ? {
            subject: {
              kind: 'connection',
              id: connectionId,
            },
            tenantId,
            integrationId,
            before: null,
            after: {
              state: 'pending',
              authorizationType: 'st_pairing',
            },
          }
        : noAudit('the request is under way already'),
    };
  });
}
