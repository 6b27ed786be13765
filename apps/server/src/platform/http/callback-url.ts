import type { Config } from '#server/config.ts';

/** The path that partners send browsers back to; one per integration, against mix-up (RFC 9700 §4.4). */
export const callbackPath = '/oidc/callback/:integrationId';

/** The Callback URL that staff hand over to the partner, and the exact `redirect_uri` of every sign-in there. */
export function callbackUrlOf(
  config: Pick<Config, 'CALLBACK_BASE_URL'>,
  integrationId: string,
): string {
  return `${config.CALLBACK_BASE_URL}/oidc/callback/${integrationId}`;
}
