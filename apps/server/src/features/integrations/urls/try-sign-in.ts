import type { Urls } from '@leads/contract/integration-sections';
import { Problem } from '@leads/contract/problem';
import type { ActorOf } from '#platform/act/actor.ts';
import { requirePermission } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { startTrial } from '#features/oidc-connect/index.ts';
import { parseScopes } from '../scopes.ts';
import { requireSoundUrls } from '../url-rules.ts';
import { readFormValues } from './form-values.ts';

interface TrySignIn {
  integrationId: string;
  urls: Urls;
}

/**
 * Begins a sign-in at the partner with the values of the URLs form, for staff to see what it tells. Nothing is saved.
 * @throws Problem `validation_failed` with every fault, `wrong_authorization_type`, those of `startTrial`
 */
export async function trySignIn(
  ctx: Context<ActorOf<'staff'>>,
  { integrationId, urls }: TrySignIn,
): Promise<{ redirectTo: string; trialId: string }> {
  requirePermission(ctx, 'integration.try_sign_in');
  const values = await readFormValues(ctx, { integrationId, urls });
  const { type, isSecretStored, clientSecret } = values;
  if (type !== 'open_id_connect') {
    throw new Problem('wrong_authorization_type', {
      detail: 'Only Open ID Connect has a sign-in to try. Test connection checks ST Pairing.',
    });
  }
  const rules = { allowLoopback: ctx.config.OUTBOUND_ALLOW_LOOPBACK };
  requireSoundUrls({ urls, type, isSecretStored, rules });
  const settings = {
    configurationEndpoint: urls.configurationEndpoint ?? '',
    clientId: urls.clientId ?? '',
    clientSecret: clientSecret ?? '',
    scopes: parseScopes(urls.scopes ?? ''),
  };
  return startTrial(ctx, { integrationId, settings });
}
