import type { FastifyInstance } from 'fastify';

/** Leaves bodies as the bytes that came: a signature covers bytes, not what was parsed from them. */
export function registerRawBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}
