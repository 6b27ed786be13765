/**
 * Signing in at a partner by OpenID Connect (authorization code, PKCE, state, nonce, RFC 9207 issuer) to connect an
 * account. Promises: a sign-in is used once, within ten minutes, in the browser session that began it; nothing is
 * connected unless issuer, signature, audience, nonce and subject hold; a refused sign-in leaves nothing but its reason;
 * every return from a partner ends on a page of ours. The only importer of openid-client.
 *
 * States of a sign-in: begun → finished with a result, by the one callback that comes first. What becomes of the
 * connection is features/connections' to say.
 */
export { issuersOf } from './issuers-of.ts';
export { oidcConnectRoutes } from './oidc-connect-routes.ts';
