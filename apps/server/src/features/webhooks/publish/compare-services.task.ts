import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { defineTask } from '#platform/queue/task.ts';
import { announceServices } from './announce-services.ts';
import { findWebhookTarget } from './find-webhook-target.ts';
import { holdConnections } from './hold-connections.ts';
import { ComparisonScope, forEachProfileBatch, readConnectedProfiles } from './profile-batches.ts';
import type { ConnectedProfile } from './profile-batches.ts';

/**
 * Compares what connected partners were last told of a profile's services with what holds now, and writes a message
 * where they differ, up to 500 in a transaction. Run again after a crash, it finds nothing left to tell where it had
 * been.
 */
export const compareServices = defineTask({
  name: 'compare-services',
  payload: ComparisonScope,
  expireInSeconds: 3_600,
  async run(ctx, scope) {
    await forEachProfileBatch(ctx, { scope, webhook: 'services' }, (integrationId, profiles) =>
      announceChanged(ctx, { integrationId, profiles }),
    );
  },
});

async function announceChanged(
  ctx: Context,
  { integrationId, profiles: named }: { integrationId: string; profiles: ConnectedProfile[] },
): Promise<void> {
  await change(ctx, 'services.announce', async (tx) => {
    const audit = noAudit('the event rows are the record');
    const target = await findWebhookTarget(tx, integrationId);
    if (target === undefined || target.deleted || !target.services) {
      return { value: undefined, audit };
    }
    // From here on no other comparison can tell the same, and what is read now is the newest.
    await holdConnections(
      tx,
      named.map((one) => one.connectionId),
    );
    const profiles = await readConnectedProfiles(tx, named);
    await announceServices(tx, ctx, { integrationId, target, profiles, changedOnly: true });
    return { value: undefined, audit };
  });
}
