import { sql } from 'kysely';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHints } from '#platform/live/send-hint.ts';
import { noRefresh } from './refresh/refresh-columns.ts';
import { publishAccountEvents } from '#features/webhooks/index.ts';
import { livingStates, transitions } from './connection-state.ts';

/** So many connections are closed in one transaction; for more there is the task `close-lost-connections`. */
export const closeAtOnceMax = 500;

/**
 * Closes the connections of some tenants to an integration: connected ones are disconnected and the partner is told,
 * requests under way fail. Belongs to the act that takes the access away, whose audit row records it; call it under the
 * integration's lock. Answers how many were connected.
 */
export async function closeConnections(
  tx: Tx,
  ctx: Context,
  { integrationId, tenantIds }: { integrationId: string; tenantIds: readonly string[] },
): Promise<number> {
  const living = await tx
    .selectFrom('connection')
    .select('id')
    .where('integration_id', '=', integrationId)
    .where('state', 'in', livingStates)
    .where('tenant_id', '=', sql<string>`any(${tenantIds}::uuid[])`)
    .orderBy('id')
    .execute();
  const ids = living.map(({ id }) => id);
  let connected = 0;
  for (let from = 0; from < ids.length; from += closeAtOnceMax) {
    const some = ids.slice(from, from + closeAtOnceMax);
    connected += await closeSome(tx, ctx, { integrationId, connectionIds: some });
  }
  return connected;
}

interface Some {
  integrationId: string;
  connectionIds: readonly string[];
}

/** Closes those of the connections that are still living, at most `closeAtOnceMax`; answers how many were connected. */
export async function closeSome(tx: Tx, ctx: Context, some: Some): Promise<number> {
  if (some.connectionIds.length === 0) return 0;
  await lockLiving(tx, some);
  const disconnected = await end(tx, ctx, { ...some, act: 'disconnect' });
  const failed = await end(tx, ctx, { ...some, act: 'fail' });
  const { integrationId } = some;
  await publishAccountEvents(tx, ctx, {
    integrationId,
    status: 'DISCONNECTED',
    connections: disconnected,
  });
  await sendHints(
    tx,
    [...disconnected, ...failed].map(({ connectionId, tenantId }) => ({
      topic: 'connections',
      id: connectionId,
      tenantId,
      integrationId,
    })),
  );
  return disconnected.length;
}

/** In the order of `lockConnections`. */
async function lockLiving(tx: Tx, { integrationId, connectionIds }: Some): Promise<void> {
  await tx
    .selectFrom('connection')
    .select('id')
    .where('integration_id', '=', integrationId)
    .where('state', 'in', livingStates)
    .where('id', '=', sql<string>`any(${connectionIds}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
}

async function end(
  tx: Tx,
  ctx: Context,
  { integrationId, connectionIds, act }: Some & { act: 'disconnect' | 'fail' },
): Promise<{ connectionId: string; tenantId: string }[]> {
  const now = ctx.clock.now();
  const { to } = transitions[act];
  return tx
    .updateTable('connection')
    .set({
      state: act === 'disconnect' ? to.connected : to.pending,
      ended_at: now,
      updated_at: now,
      attention: null,
      ...noRefresh,
      failure_code: act === 'fail' ? 'access_withdrawn' : null,
    })
    .where('integration_id', '=', integrationId)
    .where('state', 'in', Object.keys(to))
    .where('id', '=', sql<string>`any(${connectionIds}::uuid[])`)
    .returning(['id as connectionId', 'tenant_id as tenantId'])
    .execute();
}
