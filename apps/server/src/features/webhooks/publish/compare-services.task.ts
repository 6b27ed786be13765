import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { defineTask } from '#platform/queue/task.ts';
import { announceServices } from './announce-services.ts';
import { findWebhookTarget } from './find-webhook-target.ts';

const connectionsPerBatch = 100;

const Payload = z.object({ tenantId: z.uuid().optional(), integrationId: z.uuid().optional() });
type Scope = z.output<typeof Payload>;

/**
 * Compares what connected partners were last told of a profile's services with what holds now, and writes an event
 * where they differ. Run again after a crash, it finds nothing left to tell where it had been.
 */
export const compareServices = defineTask({
  name: 'compare-services',
  payload: Payload,
  expireInSeconds: 600,
  async run(ctx, scope) {
    let afterId: string | undefined;
    for (;;) {
      const connections = await readConnections(ctx, { scope, afterId });
      const last = connections.at(-1);
      if (last === undefined) return;
      for (const [integrationId, group] of Map.groupBy(connections, (one) => one.integrationId)) {
        await announceChanged(ctx, { integrationId, connections: group });
      }
      afterId = last.connectionId;
    }
  },
});

async function announceChanged(
  ctx: Context,
  scope: {
    integrationId: string;
    connections: { tenantId: string; connectionId: string; accountId: string }[];
  },
): Promise<void> {
  await change(ctx, 'services.announce', async (tx) => {
    const target = await findWebhookTarget(tx, scope.integrationId);
    if (target !== undefined && !target.deleted && target.services) {
      await announceServices(tx, ctx, { ...scope, target, changedOnly: true });
    }
    return { value: undefined, audit: noAudit('the event rows are the record') };
  });
}

async function readConnections(
  ctx: Context,
  { scope, afterId }: { scope: Scope; afterId: string | undefined },
) {
  const { tenantId, integrationId } = scope;
  const rows = await ctx.db
    .selectFrom('connection')
    .select([
      'tenant_id as tenantId',
      'id as connectionId',
      'integration_id as integrationId',
      'account_id as accountId',
    ])
    .where('state', '=', 'connected')
    .$if(tenantId !== undefined, (query) => query.where('tenant_id', '=', tenantId as string))
    .$if(integrationId !== undefined, (query) =>
      query.where('integration_id', '=', integrationId as string),
    )
    .$if(afterId !== undefined, (query) => query.where('id', '>', afterId as string))
    .orderBy('id')
    .limit(connectionsPerBatch)
    .execute();
  // The table's own check gives every connected connection an account.
  return rows.map((row) => ({ ...row, accountId: row.accountId ?? '' }));
}
