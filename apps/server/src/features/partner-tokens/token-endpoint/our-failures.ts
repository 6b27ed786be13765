import type { IncomingMessage } from 'node:http';
import type Provider from 'oidc-provider';
import { isDatabaseUnavailable } from '#platform/db/database-fault.ts';
import type { Log } from '#platform/log.ts';

const retryAfterSeconds = 5;

/** What fails on our side: 503 while the database is away (as everywhere), else 500; the reason is for the log alone. */
export function answerOurFailures(library: Provider, log: Log): void {
  const failures = new WeakMap<IncomingMessage, unknown>();
  library.on('server_error', (ctx, err) => failures.set(ctx.req, err));

  library.use(async (ctx, next) => {
    try {
      await next();
    } catch (err) {
      failures.set(ctx.req, err);
    }
    if (!failures.has(ctx.req)) return;
    const err = failures.get(ctx.req);
    log.error({ err }, 'the token endpoint failed');
    const isAway = isDatabaseUnavailable(err);
    ctx.status = isAway ? 503 : 500;
    if (isAway) ctx.set('retry-after', String(retryAfterSeconds));
    ctx.body = isAway
      ? {
          error: 'temporarily_unavailable',
          error_description: `Try again in ${retryAfterSeconds} seconds.`,
        }
      : {
          error: 'server_error',
          error_description: 'Something failed on our side. Try again later.',
        };
  });
}
