import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Surface } from '@leads/contract/endpoint';
import { Problem } from '@leads/contract/problem';
import type { Actor } from '#platform/act/actor.ts';
import type { Callers } from '#platform/http/caller.ts';
import type { LiveListener } from './live-listener.ts';
import { streamHints } from './live-stream.ts';
import type { Hint } from './send-hint.ts';

/** A browser opens one per tab; more than this is a fault or an attack. */
const streamsPerCallerMax = 20;

interface LiveParts {
  listener: LiveListener;
  callers: Callers;
}

/**
 * Server-sent events for open pages: hints of what changed, never data. Staff hear all of it, a tenant's user only what
 * belongs to that tenant. Streams end before the app does, so that stopping is quick.
 */
export function liveRoutes(app: FastifyInstance, { listener, callers }: LiveParts): void {
  const openStreams = new Map<string, Set<() => void>>();
  app.addHook('preClose', async () => {
    for (const ends of openStreams.values()) for (const end of ends) end();
  });

  const open = (surface: Surface, url: string) =>
    app.route({
      method: 'GET',
      url,
      schema: { hide: true } as object,
      config: { surface },
      handler: (request, reply) => {
        const { actor } = request;
        if (actor === undefined || actor.id === null) throw new Problem('unauthenticated');
        const ends = openStreams.get(actor.id) ?? new Set();
        if (ends.size >= streamsPerCallerMax) {
          throw new Problem('rate_limited', {
            detail: 'Too many pages of yours are open. Close some.',
          });
        }
        openStreams.set(actor.id, ends);
        startStream(reply);
        const end = streamHints({
          listener,
          response: reply.raw,
          isForCaller: (hint) => isForActor(actor, hint),
          isStillValid: () => stillBelongs(request, { actor, callers }),
        });
        ends.add(end);
        reply.raw.once('close', () => ends.delete(end));
        return reply;
      },
    });
  open('admin', '/api/admin/live');
  open('tenant', '/api/tenant/:tenantId/live');
}

function startStream(reply: FastifyReply): void {
  reply.hijack();
  const headers = Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined);
  reply.raw.writeHead(200, {
    ...(Object.fromEntries(headers) as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
}

function isForActor(actor: Actor, hint: Hint): boolean {
  return actor.kind === 'staff' || (actor.kind === 'tenant' && hint.tenantId === actor.tenantId);
}

async function stillBelongs(
  request: FastifyRequest,
  { actor, callers }: { actor: Actor; callers: Callers },
): Promise<boolean> {
  const identity = await callers.identify(request);
  if (identity === undefined) return false;
  if (identity.kind === 'api_key') return actor.kind === 'staff';
  return actor.kind === 'tenant'
    ? identity.memberships.some(({ tenantId }) => tenantId === actor.tenantId)
    : identity.staffRole !== null;
}
