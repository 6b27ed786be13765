import type { TenantAuthorizationType } from '@leads/contract/integration-general';
import type { Urls } from '@leads/contract/integration-sections';
import type { Integration } from '@leads/contract/integrations';
import { Problem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { getIntegration } from '../get-integration.ts';
import { lockIntegration } from '../lock-integration.ts';
import { requireStillComplete } from '../missing-parts.ts';
import { parseScopes } from '../scopes.ts';
import { listUrlsFaults } from '../url-rules.ts';
import { saveSection } from './save-section.ts';

interface SaveUrls {
  integrationId: string;
  version: number;
  urls: Urls;
}

/**
 * Saves URLs. The Client Secret is sealed and never read back; null keeps the stored one.
 * @throws Problem `validation_failed` with every fault, `changed_meanwhile`, `would_become_incomplete`
 */
export async function saveUrls(ctx: Context, input: SaveUrls): Promise<Integration> {
  const { integrationId, version, urls } = input;
  await change(ctx, 'integration.save_urls', async (tx) => {
    await saveSection(tx, ctx, { integrationId, section: 'urls', version });
    const { tenant_authorization_type } = await lockIntegration(tx, integrationId);
    const before = await findUrls(tx, integrationId);
    const faults = listUrlsFaults({
      urls,
      type: tenant_authorization_type as TenantAuthorizationType,
      isSecretStored: before?.clientSecretStored ?? false,
      rules: { allowLoopback: ctx.config.OUTBOUND_ALLOW_LOOPBACK },
    });
    if (faults[0] !== undefined) {
      const detail =
        faults.length === 1 ? faults[0].message : `${faults.length} fields need mending.`;
      throw new Problem('validation_failed', { detail, errors: faults });
    }
    await upsert(tx, ctx, input);
    await requireStillComplete(tx, integrationId);
    const after = {
      ...(await findUrls(tx, integrationId)),
      clientSecretReplaced: urls.clientSecret !== null,
    };
    const subject = { kind: 'integration', id: integrationId };
    return { value: undefined, audit: { subject, integrationId, before, after } };
  });
  return getIntegration(ctx, integrationId);
}

async function findUrls(tx: Tx, integrationId: string) {
  const row = await tx
    .selectFrom('integration_urls')
    .selectAll()
    .where('integration_id', '=', integrationId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    pairingUrl: row.pairing_url,
    configurationEndpoint: row.configuration_endpoint,
    clientId: row.client_id,
    clientSecretStored: row.client_secret_sealed !== null,
    clientSecretExpiresOn: row.client_secret_expires_on,
    scopes: row.scopes,
  };
}

async function upsert(tx: Tx, ctx: Context, { integrationId, urls }: SaveUrls): Promise<void> {
  const columns = {
    pairing_url: urls.pairingUrl,
    configuration_endpoint: urls.configurationEndpoint,
    client_id: urls.clientId,
    client_secret_expires_on: urls.clientSecretExpiresOn,
    scopes: urls.scopes === null ? null : parseScopes(urls.scopes).join(' '),
    ...(urls.clientSecret === null
      ? {}
      : {
          client_secret_sealed: ctx.sealer.seal(
            urls.clientSecret,
            `oidc-client-secret:${integrationId}`,
          ),
        }),
  };
  await tx
    .insertInto('integration_urls')
    .values({ integration_id: integrationId, ...columns })
    .onConflict((conflict) => conflict.column('integration_id').doUpdateSet(columns))
    .execute();
}
