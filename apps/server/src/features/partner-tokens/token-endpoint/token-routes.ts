import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Services } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import { jwksPath, metadataPath, toMetadata, tokenPath } from './token-addresses.ts';
import { parseTokenKeys } from './token-keys.ts';
import { createTokenLibrary } from './token-library.ts';
import type { TokenRefusals } from './note-refusals.ts';
import type { CallerAddresses } from './token-throttle.ts';

/**
 * The token endpoint, the public keys and the metadata; nothing else of the library is reachable. The token endpoint
 * speaks OAuth, not our problems: errors are those of RFC 6749 §5.2.
 */
export async function tokenRoutes(
  app: FastifyInstance,
  { services, db }: { services: Services; db: Kysely<Schema> },
): Promise<void> {
  if (!services.config.SURFACES.includes('partner')) return;
  const keys = parseTokenKeys(services.config);
  const addresses: CallerAddresses = new WeakMap();
  const refusals: TokenRefusals = new WeakMap();
  const handle = createTokenLibrary({ services, db, keys, addresses, refusals }).callback();

  await app.register(async (scope) => {
    // The library reads the body itself, and refuses what is no form in its own words.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.route({
      method: 'POST',
      url: tokenPath,
      handler: async (request, reply) => {
        reply.hijack();
        for (const [name, value] of Object.entries(reply.getHeaders())) {
          if (value !== undefined) reply.raw.setHeader(name, value);
        }
        addresses.set(request.raw, request.ip);
        // JSON is what clients get, even one that a browser's Accept header was copied into.
        request.raw.headers.accept = 'application/json';
        await handle(request.raw, reply.raw);
        request.refusal = refusals.get(request.raw);
      },
    });
  });

  app.get(jwksPath, async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=300');
    return keys.publicKeys;
  });
  app.get(metadataPath, async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=300');
    return toMetadata(services.config);
  });
}
