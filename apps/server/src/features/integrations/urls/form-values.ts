import type { TenantAuthorizationType } from '@leads/contract/integration-general';
import { isSameServer } from '@leads/contract/integration-sections';
import type { Urls } from '@leads/contract/integration-sections';
import type { Context } from '#platform/act/context.ts';
import { clientSecretPurpose } from '#features/oidc-connect/index.ts';
import { integrationNotFound } from '../lock-integration.ts';

export interface FormValues {
  type: TenantAuthorizationType;
  /** One is stored, for the Configuration Endpoint of the form. */
  isSecretStored: boolean;
  /** The form's own, else the stored one. */
  clientSecret: string | null;
}

/**
 * What a test of the URLs form needs besides its values: the present type, and the stored Client Secret where none was
 * typed.
 * @throws Problem `not_found`
 */
export async function readFormValues(
  ctx: Pick<Context, 'db' | 'sealer'>,
  { integrationId, urls }: { integrationId: string; urls: Urls },
): Promise<FormValues> {
  const row = await ctx.db
    .selectFrom('integration as i')
    .leftJoin('integration_urls as u', 'u.integration_id', 'i.id')
    .select([
      'i.tenant_authorization_type as type',
      'u.client_secret_sealed as sealed',
      'u.configuration_endpoint as endpoint',
    ])
    .where('i.id', '=', integrationId)
    .where('i.deleted_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw integrationNotFound();
  const { endpoint } = row;
  const sealed = isSameServer(endpoint, urls.configurationEndpoint) ? row.sealed : null;
  const stored = () =>
    sealed === null ? null : ctx.sealer.open(sealed, clientSecretPurpose(integrationId));
  return {
    type: row.type as TenantAuthorizationType,
    isSecretStored: sealed !== null,
    clientSecret: urls.clientSecret ?? stored(),
  };
}
