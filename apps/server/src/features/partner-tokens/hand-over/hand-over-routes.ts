import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import * as api from '@leads/contract/hand-over';
import type { BodyOf, Endpoint, ReplyOf } from '@leads/contract/endpoint';
import { Problem } from '@leads/contract/problem';
import { systemActor } from '#platform/act/actor.ts';
import type { Context, Services } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import { createAttemptThrottle, waitWords } from '#platform/throttle/attempt-throttle.ts';
import { openHandOver, readHandOver } from './open-hand-over.ts';

interface Parts {
  services: Services;
  db: Kysely<Schema>;
}

/** The partner's side of a hand-over: nobody is signed in, the token in the body says what may be seen. */
export function handOverRoutes(app: FastifyInstance, { services, db }: Parts): void {
  const refusal = 'Too many links that are not known here were tried.';
  const wrongTokens = createAttemptThrottle({
    db,
    clock: services.clock,
    purpose: 'hand-over',
    attemptsMax: 20,
    windowSeconds: 900,
    refusal,
  });

  function serve<E extends Endpoint>(
    endpoint: E,
    verb: (ctx: Context, body: { token: string }) => Promise<ReplyOf<E>>,
  ): void {
    const { method, url, schema } = endpoint;
    const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<ReplyOf<E>> => {
      reply.header('cache-control', 'no-store');
      const seconds = await wrongTokens.secondsUntilFree(request.ip);
      if (seconds > 0) {
        const detail = `${refusal} ${waitWords(seconds)}`;
        throw new Problem('rate_limited', { detail, retryAfterSeconds: seconds });
      }
      try {
        const ctx = request.makeContext(systemActor('Hand-over link'));
        return await verb(ctx, request.body as BodyOf<typeof api.openHandOver>);
      } catch (err) {
        if (err instanceof Problem && err.code === 'not_found') {
          await wrongTokens.countFailure(request.ip);
        }
        throw err;
      }
    };
    app.route({ method, url, schema, config: { endpoint }, handler });
  }

  serve(api.readHandOver, readHandOver);
  serve(api.openHandOver, openHandOver);
}
