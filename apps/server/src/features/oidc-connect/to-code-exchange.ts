import type { Context } from '#platform/act/context.ts';
import { discoverProvider } from './discover-provider.ts';
import type { CodeExchange } from './exchange-code.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { SignInFault } from './sign-in-fault.ts';
import { toAuthorizationFault } from './to-sign-in-fault.ts';

export interface BrowserReturn {
  /** The issuer that the sign-in was begun with. */
  issuer: string;
  redirectUri: string;
  state: string;
  nonce: string;
  /** What the partner sent the browser back with. */
  parameters: URLSearchParams;
}

/**
 * Refuses an answer that comes from another issuer, tells of an error, or holds no code.
 * @throws SignInFault `issuer_mismatch`, `access_denied`, `partner_error`
 */
export function requireCode({ issuer, parameters }: BrowserReturn): void {
  const iss = parameters.get('iss');
  if (iss !== null && iss !== issuer) throw new SignInFault('issuer_mismatch', 'iss');
  const error = parameters.get('error');
  if (error !== null) throw toAuthorizationFault(error);
  if (parameters.getAll('code').length !== 1 || parameters.getAll('iss').length > 1)
    throw new SignInFault('partner_error', 'the answer holds no code');
}

/**
 * Reads the partner's metadata again, for the exchange of the code that the browser brought.
 * @throws SignInFault those of `discoverProvider`, `issuer_mismatch`
 */
export async function toCodeExchange(
  ctx: Pick<Context, 'outbound' | 'config'>,
  returned: BrowserReturn & { settings: ProviderSettings; codeVerifier: string },
): Promise<CodeExchange> {
  const { settings, codeVerifier, state, nonce } = returned;
  const provider = await discoverProvider(ctx, settings);
  if (provider.serverMetadata().issuer !== returned.issuer)
    throw new SignInFault('issuer_mismatch', 'the Configuration Endpoint was changed meanwhile');
  const callbackUrl = new URL(returned.redirectUri);
  callbackUrl.search = returned.parameters.toString();
  return { provider, callbackUrl, state, nonce, codeVerifier, scopes: settings.scopes };
}
