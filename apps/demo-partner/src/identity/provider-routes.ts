import type { FastifyInstance } from 'fastify';
import type { Provider } from 'oidc-provider';

/** Hands the provider's own addresses over to it, with the body unread. */
export async function providerRoutes(
  app: FastifyInstance,
  { getProvider }: { getProvider: () => Provider },
): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));

  for (const url of ['/oidc/*', '/.well-known/openid-configuration']) {
    app.all(url, async (request, reply) => {
      const handle = getProvider().callback();
      reply.hijack();
      await handle(request.raw, reply.raw);
    });
  }
}
