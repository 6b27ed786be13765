import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Partner } from '../partner.ts';
import { replyWithProblem } from './reply-with-problem.ts';

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Two doors that a web page elsewhere must not open: a name of its own that it points at this
 * address (so the Host must be a loopback name), and a form or script that posts here in the name
 * of whoever looks at it (so a write that says where it comes from must come from here).
 * Callers that are no browser send neither Origin nor Sec-Fetch-Site and pass.
 */
export function guardRequests(app: FastifyInstance, partner: Partner): void {
  app.addHook('onRequest', async (request, reply) => {
    const host = request.headers.host ?? '';
    const ours = new URL(partner.origin());
    if (!LOOPBACK_NAMES.has(host.replace(/:\d+$/, ''))) {
      return replyWithProblem(reply, {
        status: 421,
        code: 'unknown_host',
        detail: `This is ${ours.origin}. Call it by that name.`,
      });
    }
    if (isWrite(request) && isFromElsewhere(request, host)) {
      return replyWithProblem(reply, {
        status: 403,
        code: 'cross_site',
        detail: 'This request was made by a page of another site and was not carried out.',
      });
    }
    // The sign-in cookies belong to one name; on another name the flow would lose them.
    if (
      request.method === 'GET' &&
      host !== ours.host &&
      request.headers['sec-fetch-mode'] === 'navigate'
    ) {
      return reply.redirect(`${ours.origin}${request.url}`);
    }
  });
}

function isWrite(request: FastifyRequest): boolean {
  return request.method !== 'GET' && request.method !== 'HEAD' && !request.url.startsWith('/oidc/');
}

function isFromElsewhere(request: FastifyRequest, host: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const { origin } = request.headers;
  return origin !== undefined && URL.parse(origin)?.host !== host;
}
