import type { ConnectionCheck, ConnectionTest } from '@leads/contract/connection-test';
import type { Urls } from '@leads/contract/integration-sections';
import { change, requirePermission } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { callbackUrlOf } from '#platform/http/callback-url.ts';
import { checkPairingAddress, checkProvider } from '#features/oidc-connect/index.ts';
import { parseScopes } from '../scopes.ts';
import { readFormValues } from './form-values.ts';

interface TestConnection {
  integrationId: string;
  urls: Urls;
}

/**
 * Tests the values of the URLs form against the partner; nothing of them is kept. The audit says who tested which
 * address with what result.
 * @throws Problem `not_found`, `forbidden`
 */
export async function testConnection(
  ctx: Context,
  { integrationId, urls }: TestConnection,
): Promise<ConnectionTest> {
  requirePermission(ctx, 'integration.test_connection');
  const { type, clientSecret } = await readFormValues(ctx, { integrationId, urls });
  const isPairing = type === 'st_pairing';
  const checks = isPairing
    ? await checkPairingAddress(ctx, urls.pairingUrl)
    : await checkProvider(ctx, {
        configurationEndpoint: urls.configurationEndpoint,
        clientId: urls.clientId,
        clientSecret,
        scopes: parseScopes(urls.scopes ?? ''),
        redirectUri: callbackUrlOf(ctx.config, integrationId),
      });
  return change(ctx, 'integration.test_connection', async () => ({
    value: { checks, passed: checks.every(({ result }) => result !== 'failed') },
    audit: {
      subject: { kind: 'integration', id: integrationId },
      integrationId,
      before: null,
      after: {
        address: isPairing ? urls.pairingUrl : urls.configurationEndpoint,
        clientId: isPairing ? null : urls.clientId,
        ...toResults(checks),
      },
    },
  }));
}

function toResults(checks: readonly ConnectionCheck[]) {
  const idsOf = (result: ConnectionCheck['result']) =>
    checks.filter((check) => check.result === result).map(({ id }) => id);
  return { failed: idsOf('failed'), warnings: idsOf('warning') };
}
