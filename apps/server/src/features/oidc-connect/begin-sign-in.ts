import * as client from 'openid-client';
import type { Context } from '#platform/act/context.ts';
import { callbackUrlOf } from '#platform/http/callback-url.ts';
import { newToken } from '#platform/id.ts';
import { discoverProvider } from './discover-provider.ts';
import type { ProviderSettings } from './provider-settings.ts';

/** A sign-in stays open so long. */
export const signInMinutes = 10;

export interface BegunSignIn {
  /** The partner's address that the browser goes to. */
  redirectTo: string;
  redirectUri: string;
  issuer: string;
  state: string;
  nonce: string;
  codeVerifier: string;
}

/**
 * Reads the partner's metadata and makes the address of a new sign-in there, with its own state, nonce and PKCE
 * verifier.
 * @throws SignInFault `discovery_unreachable`, `discovery_invalid`, `discovery_issuer_mismatch`
 */
export async function beginSignIn(
  ctx: Pick<Context, 'outbound' | 'config'>,
  { integrationId, settings, chooseAccount }: SignInToBegin,
): Promise<BegunSignIn> {
  const provider = await discoverProvider(ctx, settings);
  const { scopes } = settings;
  const secrets = {
    state: newToken('', 32),
    nonce: client.randomNonce(),
    codeVerifier: client.randomPKCECodeVerifier(),
  };
  const redirectUri = callbackUrlOf(ctx.config, integrationId);
  const redirectTo = client.buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri,
    scope: scopes.join(' '),
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(secrets.codeVerifier),
    code_challenge_method: 'S256',
    ...promptFor(provider.serverMetadata(), { scopes, chooseAccount }),
  });
  const { issuer } = provider.serverMetadata();
  return { redirectTo: redirectTo.href, redirectUri, issuer, ...secrets };
}

export interface SignInToBegin {
  integrationId: string;
  settings: ProviderSettings;
  /** The provider asks which account, also where somebody is signed in there. */
  chooseAccount: boolean;
}

/**
 * Another account than the one that is signed in there needs the provider to ask which; a refresh token needs it to ask for consent (OpenID Connect
 * Core §11). A prompt that the provider says it does not know is left out; `login` every provider knows.
 */
function promptFor(
  metadata: client.ServerMetadata,
  { scopes, chooseAccount }: { scopes: readonly string[]; chooseAccount: boolean },
): { prompt?: string } {
  const wanted = [
    ...(chooseAccount ? ['select_account', 'login'] : []),
    ...(scopes.includes('offline_access') ? ['consent'] : []),
  ];
  const known = metadata['prompt_values_supported'];
  const prompts = wanted.filter(
    (prompt) => prompt === 'login' || !Array.isArray(known) || known.includes(prompt),
  );
  return prompts.length === 0 ? {} : { prompt: prompts.join(' ') };
}
