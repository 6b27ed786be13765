import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Addresses that belong to programs: a browser that strays there gets a problem, not the portal. */
const programPrefixes = ['/api/', '/connect/', '/oidc/', '/.well-known/', '/docs/'];

/**
 * Serves the built portals: files with a hash in their name for a year, everything else that a browser navigates to
 * as the one page, so that deep links work. Without a build it serves nothing.
 */
export async function webRoutes(app: FastifyInstance, distDir: string): Promise<void> {
  const pageFile = join(distDir, 'index.html');
  if (!existsSync(pageFile)) {
    app.log.warn({ distDir }, 'no built portal here; only the APIs are served');
    return;
  }
  const page = readFileSync(pageFile, 'utf8');
  await app.register(fastifyStatic, {
    root: join(distDir, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
  });
  await app.register(fastifyStatic, {
    root: distDir,
    prefix: '/',
    decorateReply: false,
    wildcard: false,
    index: false,
    globIgnore: ['assets/**', 'index.html'],
  });
  app.route({
    method: 'GET',
    url: '/*',
    handler: (request, reply) => {
      if (!isPage(request)) return reply.callNotFound();
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
    },
  });
}

function isPage(request: FastifyRequest): boolean {
  const path = `${request.url.split('?', 1)[0]}/`;
  return (
    !programPrefixes.some((prefix) => path.startsWith(prefix)) && !/\.[a-z0-9]{1,5}\/$/i.test(path)
  );
}
