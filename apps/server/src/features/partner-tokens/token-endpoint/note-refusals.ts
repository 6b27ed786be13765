import type { IncomingMessage } from 'node:http';
import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Refusal } from '#platform/http/refusal.ts';
import { basicClientId } from './token-throttle.ts';

/** How token requests were refused, by the request. */
export type TokenRefusals = WeakMap<IncomingMessage, Refusal>;

/** Keeps what a refused client was told, with the client id that it named. */
export function noteRefusals(library: Provider, refusals: TokenRefusals): void {
  library.use(async (ctx, next) => {
    await next();
    const { error, error_description: description } = (ctx.body ?? {}) as Record<string, unknown>;
    if (ctx.status < 400 || ctx.status > 499 || typeof error !== 'string') return;
    const { oidc } = ctx as KoaContextWithOIDC;
    const clientId = oidc?.params?.['client_id'] ?? basicClientId(ctx.headers.authorization);
    refusals.set(ctx.req, {
      code: error,
      title: 'No token was given',
      detail: typeof description === 'string' ? description : '',
      errors: [],
      clientId: typeof clientId === 'string' ? clientId : undefined,
    });
  });
}
