import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { defineTask } from '#platform/queue/task.ts';
import { holdConnections } from './hold-connections.ts';
import { publishAccountEvents } from './publish-account-event.ts';
import { toTenantDetails } from './tenant-details.ts';
import { hashDetails, readToldAccounts } from './told-accounts.ts';

/** Tenants of one job, and of one transaction. */
const tenantsPerJob = 500;
const tenantsPerBatch = 100;

const Payload = z.object({ tenantIds: z.array(z.uuid()).max(tenantsPerJob) });

/**
 * Tells the partners of these tenants' connected accounts of name, address and contact where they are not what the
 * partner was told last. Run again after a crash, it finds nothing left to tell where it had been.
 */
export const announceAccounts = defineTask({
  name: 'announce-accounts',
  payload: Payload,
  expireInSeconds: 600,
  async run(ctx, { tenantIds }) {
    for (let at = 0; at < tenantIds.length; at += tenantsPerBatch) {
      const batch = tenantIds.slice(at, at + tenantsPerBatch);
      await change(ctx, 'accounts.announce', async (tx) => {
        await announceChanged(tx, ctx, batch);
        return { value: undefined, audit: noAudit('the event rows are the record') };
      });
    }
  },
});

/** After a change of name, address, telephone, e-mail or web site of tenants: jobs that tell their partners. */
export async function enqueueAccountsComparison(
  tx: Tx,
  ctx: Context,
  { tenantIds }: { tenantIds: readonly string[] },
): Promise<void> {
  for (let at = 0; at < tenantIds.length; at += tenantsPerJob) {
    const some = tenantIds.slice(at, at + tenantsPerJob);
    const [only] = some;
    // Many together are never the same twice, and too long for a key.
    const singletonKey = some.length === 1 && only !== undefined ? only : newId();
    await ctx.queue.enqueue(tx, announceAccounts, { payload: { tenantIds: some }, singletonKey });
  }
}

async function announceChanged(tx: Tx, ctx: Context, tenantIds: readonly string[]): Promise<void> {
  const seen = await readConnected(tx, tenantIds);
  // From here on nobody else tells the same, and what is read now is the newest.
  await holdConnections(
    tx,
    seen.map((one) => one.connectionId),
  );
  const told = await readToldAccounts(tx, tenantIds);
  const changed = (await readConnected(tx, tenantIds)).filter(
    (one) => told.get(one.connectionId) !== hashDetails(toTenantDetails(one)),
  );
  for (const [integrationId, connections] of Map.groupBy(changed, (one) => one.integrationId)) {
    await publishAccountEvents(tx, ctx, { integrationId, status: 'CONNECTED', connections });
  }
}

async function readConnected(tx: Tx, tenantIds: readonly string[]) {
  return tx
    .selectFrom('connection')
    .innerJoin('tenant', 'tenant.id', 'connection.tenant_id')
    .innerJoin('integration', 'integration.id', 'connection.integration_id')
    .selectAll('tenant')
    .select([
      'connection.tenant_id as tenantId',
      'connection.id as connectionId',
      'connection.integration_id as integrationId',
    ])
    .where('connection.tenant_id', 'in', tenantIds)
    .where('connection.state', '=', 'connected')
    .where('integration.deleted_at', 'is', null)
    .execute();
}
