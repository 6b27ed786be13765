import type { Config } from '#server/config.ts';

export const tokenPath = '/connect/token';
export const jwksPath = '/.well-known/jwks.json';
export const metadataPath = '/.well-known/oauth-authorization-server';

/** How long an access token lives. Revocation does not wait for that: every request looks its credential up. */
export const tokenSeconds = 3600;

/** Who tokens are for: the partner API and nothing else. */
export function audienceOf({ PUBLIC_URL }: Pick<Config, 'PUBLIC_URL'>): string {
  return `${PUBLIC_URL}/api/integrations`;
}

/** RFC 8414 metadata of what is served, which is one grant. */
export function toMetadata({ PUBLIC_URL }: Pick<Config, 'PUBLIC_URL'>) {
  return {
    issuer: PUBLIC_URL,
    token_endpoint: `${PUBLIC_URL}${tokenPath}`,
    jwks_uri: `${PUBLIC_URL}${jwksPath}`,
    grant_types_supported: ['client_credentials'],
    response_types_supported: [],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  };
}
