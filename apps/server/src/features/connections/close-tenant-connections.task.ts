import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { defineTask } from '#platform/queue/task.ts';
import { closeConnections } from './close-connections.ts';
import { livingStates } from './connection-state.ts';
import { lockIntegration } from './lock-connections.ts';

/**
 * After a tenant was made inactive: ends its living connections, one integration at a time, and tells the partners. Does
 * nothing to a tenant that is active again by then. What was done stays done when a later one fails and the job runs again.
 */
export const closeTenantConnections = defineTask({
  name: 'close-tenant-connections',
  payload: z.object({ tenantId: z.uuid() }),
  async run(ctx, { tenantId }) {
    const connected = await ctx.db
      .selectFrom('connection')
      .select('integration_id as integrationId')
      .distinct()
      .where('tenant_id', '=', tenantId)
      .where('state', 'in', livingStates)
      .orderBy('integration_id')
      .execute();
    for (const { integrationId } of connected) await close(ctx, { tenantId, integrationId });
  },
});

async function close(
  ctx: Context,
  { tenantId, integrationId }: { tenantId: string; integrationId: string },
): Promise<void> {
  await change(ctx, 'connection.disconnect', async (tx) => {
    await lockIntegration(tx, integrationId);
    const tenant = await tx
      .selectFrom('tenant')
      .select('active')
      .where('id', '=', tenantId)
      .forShare()
      .executeTakeFirstOrThrow();
    if (tenant.active) return { value: undefined, audit: noAudit('the tenant is active again') };
    const closed = await closeConnections(tx, ctx, { integrationId, tenantIds: [tenantId] });
    return {
      value: undefined,
      audit: {
        subject: { kind: 'tenant', id: tenantId },
        tenantId,
        integrationId,
        after: { connectionsClosed: closed, because: 'the tenant is inactive' },
      },
    };
  });
}
