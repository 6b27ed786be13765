import type { Context, Reader } from '#platform/act/context.ts';
import { SignInFault } from './sign-in-fault.ts';

/** What an integration's URLs section says of the partner's sign-in. */
export interface ProviderSettings {
  configurationEndpoint: string;
  clientId: string;
  clientSecret: string;
  scopes: string[];
}

/** What the Client Secret is sealed for. */
export const clientSecretPurpose = (integrationId: string) => `oidc-client-secret:${integrationId}`;

/** @throws SignInFault `setup_incomplete` */
export async function readProviderSettings(
  db: Reader,
  ctx: Pick<Context, 'sealer'>,
  integrationId: string,
): Promise<ProviderSettings> {
  const row = await db
    .selectFrom('integration_urls')
    .select([
      'configuration_endpoint as configurationEndpoint',
      'client_id as clientId',
      'client_secret_sealed as clientSecretSealed',
      'scopes',
    ])
    .where('integration_id', '=', integrationId)
    .executeTakeFirst();
  const { configurationEndpoint, clientId, clientSecretSealed, scopes } = row ?? {};
  if (!configurationEndpoint || !clientId || !clientSecretSealed || !scopes)
    throw new SignInFault('setup_incomplete', 'URLs');
  return {
    configurationEndpoint,
    clientId,
    clientSecret: ctx.sealer.open(clientSecretSealed, clientSecretPurpose(integrationId)),
    scopes: scopes.split(/\s+/).filter((scope) => scope !== ''),
  };
}
