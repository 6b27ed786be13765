import * as client from 'openid-client';
import type { Context } from '#platform/act/context.ts';
import { OutboundFailure } from '#platform/outbound/outbound-failure.ts';
import { issuersOf } from './issuers-of.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { SignInFault } from './sign-in-fault.ts';
import { toDiscoveryFault } from './to-sign-in-fault.ts';

const timeoutSeconds = 15;

/**
 * Reads the partner's metadata and makes the client that speaks to it: every request through the guard, ID token
 * signatures checked, plain http only where loopback is allowed.
 * @throws SignInFault `discovery_unreachable`, `discovery_invalid`, `discovery_issuer_mismatch`
 */
export async function discoverProvider(
  ctx: Pick<Context, 'outbound' | 'config'>,
  settings: ProviderSettings,
): Promise<client.Configuration> {
  const issuers = issuersOf(settings.configurationEndpoint);
  if (issuers.length === 0) {
    throw new SignInFault(
      'discovery_invalid',
      'the address does not end in /.well-known/openid-configuration',
    );
  }
  const { OUTBOUND_ALLOW_LOOPBACK: allowLoopback } = ctx.config;
  const provider = await client
    .discovery(
      new URL(settings.configurationEndpoint),
      settings.clientId,
      undefined,
      authenticateBy(settings.clientSecret),
      {
        [client.customFetch]: (url, options) => ctx.outbound.fetch(url, options as RequestInit),
        execute: [
          client.enableNonRepudiationChecks,
          ...(allowLoopback ? [client.allowInsecureRequests] : []),
        ],
        timeout: timeoutSeconds,
      },
    )
    .catch((err: unknown) => {
      throw toDiscoveryFault(err);
    });
  const metadata = provider.serverMetadata();
  requireIssuer(metadata, issuers);
  requireEndpoints(ctx, metadata);
  requireClientSecretMethod(metadata);
  return provider;
}

/** The library compares the issuer only when it builds the address itself, so the comparison is ours. */
function requireIssuer(metadata: client.ServerMetadata, issuers: readonly string[]): void {
  if (issuers.includes(metadata.issuer)) return;
  throw new SignInFault(
    'discovery_issuer_mismatch',
    `expected the issuer ${issuers[0] ?? ''}, the document says another`,
  );
}

/** The guard looks at each request anyway; here the browser's own way is judged too, and the fault has a name. */
function requireEndpoints(
  { outbound }: Pick<Context, 'outbound'>,
  metadata: client.ServerMetadata,
): void {
  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const) {
    const url = metadata[name];
    if (url === undefined) throw new SignInFault('discovery_invalid', `${name} is missing`);
    try {
      outbound.assertAllowedUrl(url);
    } catch (err) {
      if (!(err instanceof OutboundFailure)) throw err;
      throw new SignInFault('discovery_invalid', `${name}: ${err.message}`, err);
    }
  }
}

function requireClientSecretMethod(metadata: client.ServerMetadata): void {
  const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  if (methods.includes('client_secret_basic') || methods.includes('client_secret_post')) return;
  throw new SignInFault(
    'discovery_invalid',
    'neither client_secret_basic nor client_secret_post is supported',
  );
}

/** OpenID Connect Discovery §3: without a list, client_secret_basic is what a provider takes. */
export function authenticateBy(clientSecret: string): client.ClientAuth {
  const basic = client.ClientSecretBasic(clientSecret);
  const post = client.ClientSecretPost(clientSecret);
  return (server, metadata, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const chosen = methods.includes('client_secret_basic') ? basic : post;
    return chosen(server, metadata, body, headers);
  };
}
