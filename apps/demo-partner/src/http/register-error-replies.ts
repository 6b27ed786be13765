import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { z } from 'zod';
import { replyWithFaults, replyWithProblem } from './reply-with-problem.ts';

/** The one place where what was thrown becomes an answer; our own failures are told to the log alone. */
export function registerErrorReplies(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler<Error & { statusCode?: number; code?: string }>((error, request, reply) => {
    if (error instanceof z.ZodError) return replyWithFaults(reply, error);
    const status = error.statusCode ?? 500;
    if (status < 500) {
      return replyWithProblem(reply, {
        status,
        code: (error.code ?? 'refused').toLowerCase(),
        detail: error.message,
      });
    }
    log.error({ err: error, url: request.url }, 'request failed');
    return replyWithProblem(reply, {
      status,
      code: 'internal',
      detail: 'Something went wrong at the partner.',
    });
  });
  app.setNotFoundHandler((request, reply) =>
    replyWithProblem(reply, {
      status: 404,
      code: 'not_found',
      detail: `There is no ${request.method} ${request.url} here.`,
    }),
  );
}
