import type { TenantAuthorizationType } from '@leads/contract/integration-general';
import { isSameServer } from '@leads/contract/integration-sections';
import type { Urls } from '@leads/contract/integration-sections';
import type { Integration } from '@leads/contract/integrations';
import { Problem } from '@leads/contract/problem';
import { clientSecretPurpose, issuersOf } from '#features/oidc-connect/index.ts';
import { enqueueAvailabilityComparison } from '#features/webhooks/index.ts';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { countConnections } from '../count-consequences.ts';
import { getIntegration } from '../get-integration.ts';
import { lockIntegration } from '../lock-integration.ts';
import { requireStillComplete } from '../missing-parts.ts';
import { parseScopes } from '../scopes.ts';
import { requireSoundUrls } from '../url-rules.ts';
import { saveSection } from './save-section.ts';

interface SaveUrls {
  integrationId: string;
  version: number;
  urls: Urls;
  /** Agrees that the issuer changes while tenants are connected. */
  confirm?: boolean | undefined;
}

/**
 * Saves URLs. The Client Secret is sealed and never read back; null keeps the stored one, as long as the Configuration
 * Endpoint stays with the same server; else the stored one is dropped, so that it is never sent to another.
 * @throws Problem `validation_failed` with every fault, `changed_meanwhile`, `would_become_incomplete`;
 * `confirmation_needed` with `connections` when the issuer changes under them
 */
export async function saveUrls(ctx: Context, input: SaveUrls): Promise<Integration> {
  const { integrationId, version, urls } = input;
  await change(ctx, 'integration.save_urls', async (tx) => {
    await saveSection(tx, ctx, { integrationId, section: 'urls', version });
    const { tenant_authorization_type } = await lockIntegration(tx, integrationId);
    const before = await findUrls(tx, integrationId);
    const type = tenant_authorization_type as TenantAuthorizationType;
    requireSoundUrls({
      urls,
      type,
      isSecretStored:
        before?.clientSecretStored === true &&
        isSameServer(before.configurationEndpoint, urls.configurationEndpoint),
      rules: { allowLoopback: ctx.config.OUTBOUND_ALLOW_LOOPBACK },
    });
    if (type === 'open_id_connect' && input.confirm !== true)
      await requireSameIssuer(tx, { integrationId, before, urls });
    await upsert(tx, ctx, { ...input, before });
    await requireStillComplete(tx, integrationId);
    const after = {
      ...(await findUrls(tx, integrationId)),
      clientSecretReplaced: urls.clientSecret !== null,
    };
    // Messages may wait at it: without a WebHook URL they go there.
    if (before?.pairingUrl !== urls.pairingUrl)
      await enqueueAvailabilityComparison(tx, ctx, { integrationId });
    const subject = { kind: 'integration', id: integrationId };
    return { value: undefined, audit: { subject, integrationId, before, after } };
  });
  return getIntegration(ctx, integrationId);
}

interface IssuerChange {
  integrationId: string;
  before: Awaited<ReturnType<typeof findUrls>>;
  urls: Urls;
}

/** Connections keep routing by their account; only new sign-ins go to the new issuer, which may know other users. */
async function requireSameIssuer(
  tx: Tx,
  { integrationId, before, urls }: IssuerChange,
): Promise<void> {
  const [old] = issuersOf(before?.configurationEndpoint ?? '');
  const [next] = issuersOf(urls.configurationEndpoint ?? '');
  if (old === undefined || old === next) return;
  const connections = await countConnections(tx, integrationId);
  if (connections === 0) return;
  const made =
    connections === 1
      ? '1 connection was made by signing in'
      : `${connections.toLocaleString('en')} connections were made by signing in`;
  throw new Problem('confirmation_needed', {
    detail: `${made} at ${old}. ${connections === 1 ? 'It keeps' : 'They keep'} routing leads. New sign-ins go to ${next ?? 'the new issuer'}. Confirm to go on.`,
    context: { connections, issuer: next },
  });
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

async function upsert(
  tx: Tx,
  ctx: Context,
  { integrationId, urls, before }: SaveUrls & Pick<IssuerChange, 'before'>,
): Promise<void> {
  const columns = {
    pairing_url: urls.pairingUrl,
    configuration_endpoint: urls.configurationEndpoint,
    client_id: urls.clientId,
    client_secret_expires_on: urls.clientSecretExpiresOn,
    scopes: urls.scopes === null ? null : parseScopes(urls.scopes).join(' '),
    ...toSealedSecret(ctx, { integrationId, urls, before }),
  };
  await tx
    .insertInto('integration_urls')
    .values({ integration_id: integrationId, ...columns })
    .onConflict((conflict) => conflict.column('integration_id').doUpdateSet(columns))
    .execute();
}

/** Where the fields are kept unused, the address may change too: the secret of another server goes with it. */
function toSealedSecret(
  ctx: Context,
  { integrationId, urls, before }: IssuerChange,
): { client_secret_sealed?: string | null } {
  const { clientSecret, configurationEndpoint } = urls;
  if (clientSecret !== null)
    return {
      client_secret_sealed: ctx.sealer.seal(clientSecret, clientSecretPurpose(integrationId)),
    };
  const isKept = isSameServer(before?.configurationEndpoint ?? null, configurationEndpoint);
  return isKept ? {} : { client_secret_sealed: null };
}
