import { Problem } from '@leads/contract/problem';
import type { Connection } from '@leads/contract/tenant-integrations';
import type { ActorOf } from '#platform/act/actor.ts';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { noRefresh } from './refresh/refresh-columns.ts';
import { publishAccountEvent } from '#features/webhooks/index.ts';
import { readConnection } from './connection-reply.ts';
import { isOpen, requireNextState } from './connection-state.ts';
import { failConnection } from './fail-connection.ts';
import { lockConnections } from './lock-connections.ts';

/**
 * Disconnects, for the tenant or for staff, and tells the partner; leads already here stay workable. A request that is still under way is withdrawn.
 * @throws Problem `connection_state` when it has ended; `not_found`; `forbidden`
 */
export async function disconnect(
  ctx: Context<ActorOf<'tenant' | 'staff'>>,
  request: { tenantId: string; connectionId: string },
): Promise<Connection> {
  const { tenantId } = request;
  return change(ctx, 'connection.disconnect', async (tx) => {
    // An older requestId of the connection names it as well.
    const { id: connectionId, integrationId } = await readConnection(tx, request);
    const connections = await lockConnections(tx, { tenantId, integrationId });
    const before = connections.find((one) => one.id === connectionId);
    if (before === undefined) throw new Problem('not_found');
    const key = { tenantId, connectionId };
    if (isOpen(before.state)) await failConnection(tx, ctx, { ...key, code: 'canceled' });
    else await endConnection(tx, ctx, { ...key, integrationId, before });
    const after = await readConnection(tx, key);
    return {
      value: after,
      audit: {
        subject: {
          kind: 'connection',
          id: connectionId,
        },
        tenantId,
        integrationId,
        before: {
          state: before.state,
          accountId: before.accountId,
        },
        after: {
          state: after.state,
          accountId: after.accountId,
        },
      },
    };
  });
}

async function endConnection(
  tx: Tx,
  ctx: Context,
  parts: {
    tenantId: string;
    connectionId: string;
    integrationId: string;
    before: { state: Connection['state'] };
  },
): Promise<void> {
  const { tenantId, connectionId, integrationId, before } = parts;
  const now = ctx.clock.now();
  await tx
    .updateTable('connection')
    .set({
      state: requireNextState(before.state, 'disconnect'),
      ended_at: now,
      updated_at: now,
      attention: null,
      ...noRefresh,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', connectionId)
    .execute();
  await publishAccountEvent(tx, ctx, { tenantId, connectionId, status: 'DISCONNECTED' });
  await sendHint(tx, { topic: 'connections', id: connectionId, tenantId, integrationId });
}
