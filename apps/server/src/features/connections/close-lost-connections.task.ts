import { sql } from 'kysely';
import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Reader, Tx } from '#platform/act/context.ts';
import { defineTask } from '#platform/queue/task.ts';
import { closeAtOnceMax, closeSome } from './close-connections.ts';
import { livingStates } from './connection-state.ts';
import { lockIntegration } from './lock-connections.ts';

const Payload = z.object({
  /** Left out: looks for integrations with connections that should be closed, each of which gets a job. */
  integrationId: z.uuid().optional(),
  /** When the integration was deleted: all that were asked for until then go, also after it was restored. */
  deletedAt: z.iso.datetime().optional(),
});

interface Lost {
  integrationId: string;
  deletedAt?: string | undefined;
}

/**
 * After access was taken from many tenants, or their integration deleted: ends their connections in batches, each in a
 * transaction of its own that asks anew who has lost the access, and tells the partner. What was done stays done when it
 * is run again. Bookings are refused from the moment the act was committed, whatever is still to be closed. Once
 * an hour it looks for what a job that failed for good has left.
 */
export const closeLostConnections = defineTask({
  name: 'close-lost-connections',
  payload: Payload,
  cron: '23 * * * *',
  expireInSeconds: 600,
  async run(ctx, { integrationId, deletedAt }) {
    if (integrationId === undefined) return enqueueLeft(ctx);
    for (;;) {
      const closed = await closeBatch(ctx, { integrationId, deletedAt });
      if (closed < closeAtOnceMax) return;
    }
  },
});

async function enqueueLeft(ctx: Context): Promise<void> {
  const integrationIds = await listLosing(ctx.db);
  if (integrationIds.length === 0) return;
  await change(ctx, 'connection.disconnect', async (tx) => {
    for (const integrationId of integrationIds)
      await ctx.queue.enqueue(tx, closeLostConnections, { payload: { integrationId } });
    return {
      value: undefined,
      audit: noAudit('the acts that took the access away are the record'),
    };
  });
}

/** Integrations with a living connection of a tenant that has no access, or that are deleted. */
async function listLosing(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('integration')
    .select('integration.id')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('connection as c')
          .innerJoin('tenant as t', 't.id', 'c.tenant_id')
          .select('c.id')
          .whereRef('c.integration_id', '=', 'integration.id')
          .where('c.state', 'in', livingStates)
          .where('t.is_test', '=', false)
          .where((eb) => eb.or([eb('integration.deleted_at', 'is not', null), hasNoAccess])),
      ),
    )
    .orderBy('integration.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Of a connection `c`. */
const hasNoAccess = sql<boolean>`exists (select from integration_tenant_access a
  where a.integration_id = c.integration_id and a.mode = 'specific'
    and not exists (select from integration_enabled_tenant e
      where e.integration_id = c.integration_id and e.tenant_id = c.tenant_id))`;

async function closeBatch(ctx: Context, lost: Lost): Promise<number> {
  return change(ctx, 'connection.disconnect', async (tx) => {
    const { integrationId } = lost;
    const integration = await lockIntegration(tx, integrationId);
    const isGone = integration === undefined || integration.deletedAt !== null;
    const connectionIds = await listLost(tx, { ...lost, isGone });
    await closeSome(tx, ctx, { integrationId, connectionIds });
    return {
      value: connectionIds.length,
      audit: noAudit('the act that took the access away is the record'),
    };
  });
}

async function listLost(
  tx: Tx,
  { integrationId, deletedAt, isGone }: Lost & { isGone: boolean },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('connection as c')
    .innerJoin('tenant as t', 't.id', 'c.tenant_id')
    .select('c.id')
    .where('c.integration_id', '=', integrationId)
    .where('c.state', 'in', livingStates)
    .where('t.is_test', '=', false)
    .$if(!isGone && deletedAt !== undefined, (query) =>
      query.where('c.requested_at', '<=', new Date(deletedAt ?? 0)),
    )
    .$if(!isGone && deletedAt === undefined, (query) => query.where(hasNoAccess))
    .orderBy('c.id')
    .limit(closeAtOnceMax)
    .execute();
  return rows.map(({ id }) => id);
}
