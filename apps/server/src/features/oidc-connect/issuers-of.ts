const suffix = '/.well-known/openid-configuration';
/** RFC 8414 §3.1 puts the well-known part before the issuer's path. */
const prefixes = ['/.well-known/oauth-authorization-server', '/.well-known/openid-configuration'];

/**
 * The issuers whose metadata may lie at a Configuration Endpoint; empty when the address is no place for metadata.
 * OpenID Connect Discovery §4.1 drops one final slash of the issuer before it appends, so both spellings fit. What the
 * document calls its issuer must be one of these, character by character.
 */
export function issuersOf(configurationEndpoint: string): string[] {
  const url = URL.parse(configurationEndpoint);
  if (url === null || url.search !== '' || url.hash !== '') return [];
  const { origin, pathname } = url;
  if (pathname.endsWith(suffix))
    return withAndWithoutSlash(origin, pathname.slice(0, -suffix.length));
  const prefix = prefixes.find((one) => pathname === one || pathname.startsWith(`${one}/`));
  return prefix === undefined ? [] : withAndWithoutSlash(origin, pathname.slice(prefix.length));
}

function withAndWithoutSlash(origin: string, path: string): string[] {
  const issuer = `${origin}${path}`.replace(/\/$/, '');
  return [issuer, `${issuer}/`];
}
