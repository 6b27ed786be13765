import { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const minuteMs = 60_000;

/**
 * Cuts off whoever takes longer than a minute to send a body, answered or not, with what Node says to slow requests
 * (408). Routes whose config says `takesLongBodies` have the time of the whole server. Node's own limit is one for all.
 */
export function limitBodyTime(app: FastifyInstance, { timeoutMs = minuteMs } = {}): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (hasBody(request) && request.routeOptions.config.takesLongBodies !== true) {
      watch(app, request, timeoutMs);
    }
    done();
  });
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function watch(app: FastifyInstance, { raw }: FastifyRequest, timeoutMs: number): void {
  const timer = setTimeout(() => {
    // A request that a program injects has no connection to cut off.
    if (raw.complete || !(raw.socket instanceof Socket)) return;
    const err = Object.assign(new Error('the body took too long'), {
      code: 'ERR_HTTP_REQUEST_TIMEOUT',
    });
    app.server.emit('clientError', err, raw.socket);
  }, timeoutMs).unref();
  const forget = () => clearTimeout(timer);
  raw.once('end', forget).once('close', forget);
}
