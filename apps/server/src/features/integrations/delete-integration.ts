import { Problem } from '@leads/contract/problem';
import { destroyHandOver } from '#features/partner-tokens/index.ts';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { closeTenants, listLivingTenants } from './close-tenants.ts';
import { countConsequences } from './count-consequences.ts';
import type { Consequences } from './count-consequences.ts';
import { lockIntegration } from './lock-integration.ts';
import { touchIntegration } from './touch-integration.ts';

/**
 * Deletes an integration: its credentials die at once, its tenants are disconnected and the partner is told, its name is
 * free. Open leads stay workable, history stays, messages that wait run to the end of their schedule.
 * @throws Problem `confirmation_needed` with the counts until `confirmName` is the partner name, when tenants are connected
 */
export async function deleteIntegration(
  ctx: Context,
  { id, confirmName }: { id: string; confirmName: string | undefined },
): Promise<void> {
  await change(ctx, 'integration.delete', async (tx) => {
    const { name, status } = await lockIntegration(tx, id);
    const consequences = await countConsequences(tx, id);
    if (consequences.connectedTenants > 0 && confirmName?.trim() !== name) {
      throw confirmationNeeded(name, consequences);
    }
    const living = await listLivingTenants(tx, id);
    await closeTenants(tx, ctx, {
      integrationId: id,
      tenantIds: living.map(({ tenantId }) => tenantId),
      deleted: true,
    });
    await revokeCredentials(tx, ctx, id);
    await tx
      .updateTable('integration')
      .set({ status: 'inactive', deleted_at: ctx.clock.now() })
      .where('id', '=', id)
      .execute();
    await touchIntegration(tx, ctx, id);
    await sendHint(tx, { topic: 'integrations', id, integrationId: id });
    return {
      value: undefined,
      audit: {
        subject: { kind: 'integration', id },
        integrationId: id,
        before: { name, status, ...consequences },
        after: { deleted: true },
      },
    };
  });
}

function confirmationNeeded(name: string, consequences: Consequences): Problem {
  const { connectedTenants, openLeads, waitingDeliveries } = consequences;
  const tenants = `${connectedTenants.toLocaleString('en')} connected ${connectedTenants === 1 ? 'tenant' : 'tenants'}`;
  return new Problem('confirmation_needed', {
    detail: `This disconnects ${tenants}; ${openLeads?.toLocaleString('en') ?? 'more than 10,000'} open leads will send nothing more. Type the partner name, ${name}, to delete it.`,
    context: { connectedTenants, openLeads, waitingDeliveries },
  });
}

async function revokeCredentials(tx: Tx, ctx: Context, integrationId: string): Promise<void> {
  const revoked = await tx
    .updateTable('partner_credential')
    .set({ revoked_at: ctx.clock.now() })
    .where('integration_id', '=', integrationId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  await destroyHandOver(
    tx,
    revoked.map((row) => row.id),
  );
}
