import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { publishAccountEvent } from '#features/webhooks/index.ts';
import { livingStates, transitions } from './connection-state.ts';

/**
 * Closes every connection of an integration, or those of some tenants: connected ones are disconnected and the partner
 * is told, requests under way fail. Belongs to the act that takes the access away, whose audit row records it; call it
 * under the integration's lock and before `deleted_at` is set. Answers how many were connected.
 */
export async function closeConnections(
  tx: Tx,
  ctx: Context,
  { integrationId, tenantIds }: { integrationId: string; tenantIds?: readonly string[] },
): Promise<number> {
  if (tenantIds?.length === 0) return 0;
  const scope = { integrationId, tenantIds };
  await lockLiving(tx, scope);
  const connected = await end(tx, ctx, { ...scope, act: 'disconnect' });
  const open = await end(tx, ctx, { ...scope, act: 'fail' });
  for (const { id: connectionId, tenantId } of connected) {
    await publishAccountEvent(tx, ctx, { tenantId, connectionId, status: 'DISCONNECTED' });
  }
  for (const { id, tenantId } of [...connected, ...open]) {
    await sendHint(tx, { topic: 'connections', id, tenantId, integrationId });
  }
  return connected.length;
}

interface Scope {
  integrationId: string;
  tenantIds: readonly string[] | undefined;
}

/** In the order of `lockConnections`. */
async function lockLiving(tx: Tx, { integrationId, tenantIds }: Scope): Promise<void> {
  await tx
    .selectFrom('connection')
    .select('id')
    .where('integration_id', '=', integrationId)
    .where('state', 'in', livingStates)
    .$if(tenantIds !== undefined, (query) => query.where('tenant_id', 'in', tenantIds ?? []))
    .orderBy('id')
    .forUpdate()
    .execute();
}

async function end(
  tx: Tx,
  ctx: Context,
  { integrationId, tenantIds, act }: Scope & { act: 'disconnect' | 'fail' },
): Promise<{ id: string; tenantId: string }[]> {
  const now = ctx.clock.now();
  const { to } = transitions[act];
  return tx
    .updateTable('connection')
    .set({
      state: act === 'disconnect' ? to.connected : to.pending,
      ended_at: now,
      updated_at: now,
      attention: null,
      refresh_token_sealed: null,
      failure_code: act === 'fail' ? 'access_withdrawn' : null,
    })
    .where('integration_id', '=', integrationId)
    .where('state', 'in', Object.keys(to))
    .$if(tenantIds !== undefined, (query) => query.where('tenant_id', 'in', tenantIds ?? []))
    .returning(['id', 'tenant_id as tenantId'])
    .execute();
}
