import type { General } from '@leads/contract/integration-general';
import type { Integration } from '@leads/contract/integrations';
import { Problem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { countConnectedTenants } from '../count-consequences.ts';
import { getIntegration } from '../get-integration.ts';
import { lockIntegration } from '../lock-integration.ts';
import { requireStillComplete } from '../missing-parts.ts';
import { refuseTakenName } from '../refuse-taken-name.ts';
import { toGeneral, toGeneralColumns } from '../stored-sections.ts';
import { ensureSigningKey } from './ensure-signing-key.ts';
import { saveSection } from './save-section.ts';

/**
 * Saves General Information.
 * @throws Problem `name_taken`; `tenants_connected` when the Tenant Authorization Type would change under connected
 * tenants; `changed_meanwhile`; `would_become_incomplete`
 */
export async function saveGeneral(
  ctx: Context,
  input: { integrationId: string; version: number; general: General },
): Promise<Integration> {
  const { integrationId, version, general } = input;
  await refuseTakenName(
    change(ctx, 'integration.save_general', async (tx) => {
      await saveSection(tx, ctx, { integrationId, section: 'general', version });
      const before = toGeneral(await lockIntegration(tx, integrationId));
      const typeChanges = before.tenantAuthorizationType !== general.tenantAuthorizationType;
      if (typeChanges) await refuseWhileConnected(tx, integrationId);
      await tx
        .updateTable('integration')
        .set(toGeneralColumns(general))
        .where('id', '=', integrationId)
        .execute();
      if (typeChanges) await ensureSigningKey(tx, ctx, integrationId);
      await requireStillComplete(tx, integrationId);
      const subject = { kind: 'integration', id: integrationId };
      return { value: undefined, audit: { subject, integrationId, before, after: general } };
    }),
  );
  return getIntegration(ctx, integrationId);
}

async function refuseWhileConnected(tx: Tx, integrationId: string): Promise<void> {
  const connectedTenants = await countConnectedTenants(tx, integrationId);
  if (connectedTenants === 0) return;
  const message =
    connectedTenants === 1
      ? 'A tenant is connected by the present type. It must disconnect before the type can change.'
      : `${connectedTenants.toLocaleString('en')} tenants are connected by the present type. They must disconnect before the type can change.`;
  throw new Problem('tenants_connected', {
    detail: message,
    errors: [{ pointer: '/general/tenantAuthorizationType', message }],
    context: { connectedTenants },
  });
}
