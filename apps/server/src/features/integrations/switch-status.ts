import type { Integration } from '@leads/contract/integrations';
import { Problem } from '@leads/contract/problem';
import { releaseHeldMessages } from '#features/webhooks/index.ts';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { getIntegration } from './get-integration.ts';
import { lockIntegration } from './lock-integration.ts';
import { findMissingParts } from './missing-parts.ts';
import { touchIntegration } from './touch-integration.ts';

/**
 * Turns the Status on: `draft | inactive → active`, and lets held messages go at their receivers' rate. Once more changes
 * nothing.
 * @throws Problem `not_ready` with `context.missing`
 */
export async function activateIntegration(ctx: Context, id: string): Promise<Integration> {
  await change(ctx, 'integration.activate', async (tx) => {
    const { status } = await lockIntegration(tx, id);
    if (status === 'active') {
      return { value: undefined, audit: noAudit('it is active already') };
    }
    const missing = await findMissingParts(tx, id);
    if (missing.length > 0) {
      throw new Problem('not_ready', {
        detail: `${missing.map(({ message }) => message).join('. ')}.`,
        context: { missing },
      });
    }
    await writeStatus(tx, ctx, { id, status: 'active' });
    await releaseHeldMessages(tx, ctx, id);
    return { value: undefined, audit: auditOf(id, status, 'active') };
  });
  return getIntegration(ctx, id);
}

/**
 * Turns the Status off: `active → inactive`. Bookings are refused, new connections too, waiting messages are held.
 * One that is not active stays as it is.
 */
export async function deactivateIntegration(ctx: Context, id: string): Promise<Integration> {
  await change(ctx, 'integration.deactivate', async (tx) => {
    const { status } = await lockIntegration(tx, id);
    if (status !== 'active') {
      return { value: undefined, audit: noAudit('it is not active') };
    }
    await writeStatus(tx, ctx, { id, status: 'inactive' });
    return { value: undefined, audit: auditOf(id, status, 'inactive') };
  });
  return getIntegration(ctx, id);
}

async function writeStatus(
  tx: Tx,
  ctx: Context,
  { id, status }: { id: string; status: 'active' | 'inactive' },
): Promise<void> {
  await tx.updateTable('integration').set({ status }).where('id', '=', id).execute();
  await touchIntegration(tx, ctx, id);
  await sendHint(tx, { topic: 'integrations', id, integrationId: id });
}

function auditOf(id: string, before: string, after: string) {
  return {
    subject: { kind: 'integration', id },
    integrationId: id,
    before: { status: before },
    after: { status: after },
  };
}
