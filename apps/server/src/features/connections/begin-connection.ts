import type { TenantAuthorizationType } from '@leads/contract/integration-general';
import { Problem } from '@leads/contract/problem';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { isOpen, openStates } from './connection-state.ts';
import { failConnection } from './fail-connection.ts';
import { lockConnections, lockIntegration } from './lock-connections.ts';
import type { LockedConnection } from './lock-connections.ts';
import { requireConnectable } from './require-connectable.ts';
import type { VisibleIntegration } from './visible-integrations.ts';

export interface BeginRequest {
  tenantId: string;
  integrationId: string;
  authorizationType: TenantAuthorizationType;
  /** The tenant wants one more account beside those it has. */
  addAccount: boolean;
}

/**
 * The tenant's request to connect: a new pending connection, or the one that is under way. The table allows one of them
 * per tenant and integration, so two at once get the same.
 * @throws Problem those of `requireConnectable`; `connection_state` when there is nothing to add
 */
export async function beginConnection(
  tx: Tx,
  ctx: Context<ActorOf<'tenant'>>,
  request: BeginRequest,
): Promise<{ connectionId: string; isNew: boolean }> {
  const { tenantId, integrationId, authorizationType } = request;
  await lockIntegration(tx, integrationId);
  const integration = await requireConnectable(tx, request);
  const connections = await lockConnections(tx, request);
  const open = connections.find((one) => isOpen(one.state));
  if (open?.authorizationType === authorizationType) return { connectionId: open.id, isNew: false };
  if (open !== undefined) {
    // Begun before the integration's authorization type was changed: nobody can finish it any more.
    await failConnection(tx, ctx, { tenantId, connectionId: open.id, code: 'request_ended' });
  }
  requireRoom(connections, { request, integration });
  const now = ctx.clock.now();
  const inserted = await tx
    .insertInto('connection')
    .values({
      tenant_id: tenantId,
      id: newId(),
      integration_id: integrationId,
      state: 'pending',
      authorization_type: authorizationType,
      requested_by: ctx.actor.id,
      requested_by_name: ctx.actor.name,
      requested_at: now,
      updated_at: now,
      pairing_sent_at: authorizationType === 'st_pairing' ? now : null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) return { connectionId: await findOpenId(tx, request), isNew: false };
  await sendHint(tx, { topic: 'connections', id: inserted.id, tenantId, integrationId });
  return { connectionId: inserted.id, isNew: true };
}

/** A pairing request beside a connected account is only for a further one; a sign-in may renew the one there is. */
function requireRoom(
  connections: readonly LockedConnection[],
  { request, integration }: { request: BeginRequest; integration: VisibleIntegration },
): void {
  if (!connections.some((one) => one.state === 'connected')) return;
  if (request.addAccount && !integration.multiAccount) {
    throw new Problem('connection_state', {
      detail: `${integration.name} takes one account per company, and one is connected. Disconnect it to connect another.`,
    });
  }
  if (!request.addAccount && request.authorizationType === 'st_pairing') {
    throw new Problem('connection_state', {
      detail: integration.multiAccount
        ? 'An account is connected already. Use "Add another account" to connect one more.'
        : 'Your company is connected already. Disconnect first to connect another account.',
    });
  }
}

/** The request that another transaction began at the same moment. */
async function findOpenId(tx: Tx, { tenantId, integrationId }: BeginRequest): Promise<string> {
  const { id } = await tx
    .selectFrom('connection')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('integration_id', '=', integrationId)
    .where('state', 'in', openStates)
    .executeTakeFirstOrThrow();
  return id;
}
