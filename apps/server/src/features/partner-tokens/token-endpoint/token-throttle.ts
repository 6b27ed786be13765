import type { IncomingMessage } from 'node:http';
import Provider, { errors } from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Kysely } from 'kysely';
import type { Services } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import { createAttemptThrottle, waitWords } from '#platform/throttle/attempt-throttle.ts';

/** Where requests come from, as our own proxy rules see it. */
export type CallerAddresses = WeakMap<IncomingMessage, string>;

interface Parts {
  services: Services;
  db: Kysely<Schema>;
  addresses: CallerAddresses;
}

const windowSeconds = 60;

/**
 * Refuses callers who keep failing: per client id and address, so that nobody can lock a partner out from elsewhere,
 * and per address whatever client ids it tries. Only failures count; a partner may fetch tokens as often as it likes.
 */
export function guardAgainstGuessing(library: Provider, { services, db, addresses }: Parts): void {
  const { clock, log } = services;
  const options = { db, clock, windowSeconds, refusal: 'Too many failed requests.' };
  const perClient = createAttemptThrottle({ ...options, purpose: 'token-client', attemptsMax: 20 });
  const perAddress = createAttemptThrottle({
    ...options,
    purpose: 'token-address',
    attemptsMax: 100,
  });
  const addressOf = (request: IncomingMessage) => addresses.get(request) ?? 'unknown';

  library.use(async (ctx, next) => {
    const address = addressOf(ctx.req);
    const seconds = await perAddress.secondsUntilFree(address);
    if (seconds > 0) {
      ctx.status = 429;
      ctx.set('retry-after', String(seconds));
      ctx.body = {
        error: 'temporarily_unavailable',
        error_description: `Too many failed requests. ${waitWords(seconds)}`,
      };
      return;
    }
    await next();
    const { oidc } = ctx as KoaContextWithOIDC;
    if (!isClientFailure(ctx.body)) return;
    await perAddress.countFailure(address);
    const clientId = oidc?.params?.['client_id'] ?? basicClientId(ctx.headers.authorization);
    if (typeof clientId === 'string') await perClient.countFailure(`${clientId} ${address}`);
    log.info({ clientId: String(clientId).slice(0, 200), address }, 'token refused');
  });

  const compare = library.Client.prototype.compareClientSecret;
  library.Client.prototype.compareClientSecret = async function compareUnlessSpent(secret) {
    const ctx = Provider.ctx;
    const address = ctx === undefined ? 'unknown' : addressOf(ctx.req);
    const seconds = await perClient.secondsUntilFree(`${this.clientId} ${address}`);
    if (seconds === 0) return compare.call(this, secret);
    ctx?.set('retry-after', String(seconds));
    throw new TooManyFailures(`Too many failed requests. ${waitWords(seconds)}`);
  };
}

/** RFC 6749 has no word for this; RFC 6585 §4 has the status. */
class TooManyFailures extends errors.CustomOIDCProviderError {
  override status = 429;
  override statusCode = 429;

  constructor(description: string) {
    super('temporarily_unavailable', description);
  }
}

function isClientFailure(body: unknown): boolean {
  return (
    body !== null && typeof body === 'object' && 'error' in body && body.error === 'invalid_client'
  );
}

/** The user id of HTTP Basic, before anybody checked it. */
export function basicClientId(authorization: string | undefined): string | undefined {
  const [, encoded] = /^basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [clientId] = Buffer.from(encoded, 'base64').toString('utf8').split(':', 1);
  return clientId;
}
