import { sql } from 'kysely';
import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { defineTask } from '#platform/queue/task.ts';
import { closeAtOnceMax, closeSome } from './close-connections.ts';
import { livingStates } from './connection-state.ts';
import { lockIntegration } from './lock-connections.ts';

const Payload = z.object({
  integrationId: z.uuid(),
  /** When the integration was deleted: all that were asked for until then go, also after it was restored. */
  deletedAt: z.iso.datetime().optional(),
});
type Payload = z.output<typeof Payload>;

/**
 * After access was taken from many tenants, or their integration deleted: ends their connections in batches, each in a
 * transaction of its own that asks anew who has lost the access, and tells the partner. What was done stays done when it
 * is run again. Bookings are refused from the moment the act was committed, whatever is still to be closed.
 */
export const closeLostConnections = defineTask({
  name: 'close-lost-connections',
  payload: Payload,
  expireInSeconds: 600,
  async run(ctx, lost) {
    for (;;) {
      const closed = await closeBatch(ctx, lost);
      if (closed < closeAtOnceMax) return;
    }
  },
});

async function closeBatch(ctx: Context, lost: Payload): Promise<number> {
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
  { integrationId, deletedAt, isGone }: Payload & { isGone: boolean },
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
    .$if(!isGone && deletedAt === undefined, (query) =>
      query.where(
        sql<boolean>`exists (select from integration_tenant_access a
          where a.integration_id = c.integration_id and a.mode = 'specific'
            and not exists (select from integration_enabled_tenant e
              where e.integration_id = c.integration_id and e.tenant_id = c.tenant_id))`,
      ),
    )
    .orderBy('c.id')
    .limit(closeAtOnceMax)
    .execute();
  return rows.map(({ id }) => id);
}
