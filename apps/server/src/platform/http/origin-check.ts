import type { FastifyRequest } from 'fastify';
import { Problem } from '@leads/contract/problem';
import { isCookieIdentity } from './caller.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A write that a cookie authenticates must come from our own pages: its Origin must equal PUBLIC_URL. Browsers send
 * Origin with every such request; its absence is refused too.
 * @throws Problem `origin_refused`
 */
export function refuseForeignOrigin(request: FastifyRequest, publicUrl: string): void {
  if (safeMethods.has(request.method) || !isCookieIdentity(request.identity)) return;
  const { origin } = request.headers;
  if (origin === new URL(publicUrl).origin) return;
  throw new Problem('origin_refused', {
    detail: `Changes are taken from ${publicUrl} only. Open the portal there and try again.`,
  });
}
