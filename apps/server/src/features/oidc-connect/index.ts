/**
 * Signing in at a partner by OpenID Connect (authorization code, PKCE, state, nonce, RFC 9207 issuer) to connect an
 * account. Promises: a sign-in is used once, within ten minutes, in the browser session that began it; nothing is
 * connected unless issuer, signature, audience, nonce and subject hold; a refused sign-in leaves nothing but its reason;
 * every return from a partner ends on a page of ours. The only importer of openid-client.
 *
 * Staff try the same sign-in before any tenant does: bound to their session, told apart by its state at the same
 * Callback URL, nothing connected, forgotten after ten minutes. `checkProvider` tests the set-up without a browser.
 *
 * Where the partner granted offline access, name and profiles are read again once a day, spread over it; a refresh token
 * is used by one at a time and replaced by the one that comes back. A revoked sign-in sets `attention` and nothing else:
 * the account stays connected. What may pass is tried again, and asks for a person after a week.
 *
 * States of a sign-in: begun → finished with a result, by the one callback that comes first. What becomes of the
 * connection is features/connections' to say.
 */
export { checkPairingAddress } from './check/check-pairing-address.ts';
export { checkProvider } from './check/check-provider.ts';
export { issuersOf } from './issuers-of.ts';
export { oidcConnectRoutes } from './oidc-connect-routes.ts';
export { clientSecretPurpose } from './provider-settings.ts';
export type { ProviderSettings } from './provider-settings.ts';
export { refreshAccounts, scheduleRefreshes } from './refresh/refresh-accounts.task.ts';
export { forgetTrials } from './trial/forget-trials.task.ts';
export { startTrial } from './trial/start-trial.ts';
