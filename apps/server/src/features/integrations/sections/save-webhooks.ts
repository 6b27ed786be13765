import type { Webhooks } from '@leads/contract/integration-sections';
import type { Integration } from '@leads/contract/integrations';
import { fieldProblem } from '@leads/contract/problem';
import { enqueueAvailabilityComparison } from '#features/webhooks/index.ts';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { getIntegration } from '../get-integration.ts';
import { lockIntegration } from '../lock-integration.ts';
import { requireStillComplete } from '../missing-parts.ts';
import { findWebhooks, toWebhookColumns } from '../stored-sections.ts';
import { describePrefixFault } from '../url-rules.ts';
import { ensureSigningKey } from './ensure-signing-key.ts';
import { saveSection } from './save-section.ts';

/**
 * Saves Webhooks. Open ID Connect needs a prefix as soon as anything is on; ST Pairing gets its signing key with the
 * first save.
 * @throws Problem `validation_failed`, `changed_meanwhile`, `would_become_incomplete`
 */
export async function saveWebhooks(
  ctx: Context,
  input: { integrationId: string; version: number; webhooks: Webhooks },
): Promise<Integration> {
  const { integrationId, version, webhooks } = input;
  await change(ctx, 'integration.save_webhooks', async (tx) => {
    await saveSection(tx, ctx, { integrationId, section: 'webhooks', version });
    const { tenant_authorization_type } = await lockIntegration(tx, integrationId);
    requireUsablePrefix(ctx, webhooks, tenant_authorization_type);
    const before = await findWebhooks(tx, integrationId);
    await upsert(tx, integrationId, webhooks);
    await ensureSigningKey(tx, ctx, integrationId);
    await requireStillComplete(tx, integrationId);
    if (webhooks.availability) await enqueueAvailabilityComparison(tx, ctx, { integrationId });
    const subject = { kind: 'integration', id: integrationId };
    return { value: undefined, audit: { subject, integrationId, before, after: webhooks } };
  });
  return getIntegration(ctx, integrationId);
}

function requireUsablePrefix(ctx: Context, webhooks: Webhooks, authorizationType: string): void {
  const { urlPrefix, accounts, profiles, services, availability, leads } = webhooks;
  const pointer = '/webhooks/urlPrefix';
  if (urlPrefix !== null) {
    const fault = describePrefixFault(urlPrefix, {
      allowLoopback: ctx.config.OUTBOUND_ALLOW_LOOPBACK,
    });
    if (fault !== undefined) throw fieldProblem(pointer, fault);
    return;
  }
  const anyOn = accounts || profiles || services || availability || leads;
  if (anyOn && authorizationType === 'open_id_connect') {
    throw fieldProblem(pointer, 'Enter the WebHook URL, or turn all webhooks off.');
  }
}

async function upsert(tx: Tx, integrationId: string, webhooks: Webhooks): Promise<void> {
  const columns = toWebhookColumns(webhooks);
  await tx
    .insertInto('integration_webhooks')
    .values({ integration_id: integrationId, ...columns })
    .onConflict((conflict) => conflict.column('integration_id').doUpdateSet(columns))
    .execute();
}
