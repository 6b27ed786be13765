import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type {
  BodyOf,
  Endpoint,
  ParamsOf,
  QueryOf,
  ReplyOf,
  Surface,
} from '@leads/contract/endpoint';
import { Problem } from '@leads/contract/problem';
import type { Actor, ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import type { Identity } from './caller.ts';

declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity | undefined;
    actor: Actor | undefined;
    /** Set by create-app for the surface of the matched route. */
    makeContext: (actor: Actor) => Context;
  }
  interface FastifyContextConfig {
    endpoint?: Endpoint;
    /** For routes that are no JSON endpoints (CSV, images, streams) but belong to a surface all the same. */
    surface?: Surface;
    /** A body may take longer than a minute to come in, as long as the server's own limit allows. */
    takesLongBodies?: boolean;
  }
}

type ActorKindOf = {
  admin: 'staff';
  tenant: 'tenant';
  platform: 'platform';
  partner: 'partner';
  session: Actor['kind'];
};

export interface Call<E, A extends Actor = Actor> {
  ctx: Context<A>;
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
  request: FastifyRequest;
  reply: FastifyReply;
}

/**
 * Mounts an endpoint for its surface: by then the caller is known to belong there, and parameters, query and body are
 * parsed by the endpoint's own schemas. Sessions' endpoints have no actor; they read `request.identity`.
 */
export function mount<E extends Endpoint & { surface: Exclude<Surface, 'session'> }>(
  app: FastifyInstance,
  endpoint: E,
  handler: (call: Call<E, ActorOf<ActorKindOf[E['surface']]>>) => Promise<ReplyOf<E>>,
): void {
  app.route({
    method: endpoint.method,
    url: endpoint.url,
    schema: endpoint.schema,
    config: { endpoint },
    preValidation: async (request) => refuseOtherFormat(endpoint, request),
    handler: async (request, reply) => {
      const ctx = contextOf(request) as Context<ActorOf<ActorKindOf[E['surface']]>>;
      const { params, query, body } = request;
      return handler({
        ctx,
        params: params as ParamsOf<E>,
        query: query as QueryOf<E>,
        body: body as BodyOf<E>,
        request,
        reply,
      });
    },
  });
}

/** Uploads are read by the handlers that ask for them; anywhere else a multipart body is of the wrong type. */
function refuseOtherFormat(endpoint: Endpoint, request: FastifyRequest): void {
  if (endpoint.bodyFormat === 'multipart' || !request.isMultipart()) return;
  throw new Problem('unsupported_media_type', {
    detail: 'Send the body as JSON with the Content-Type application/json.',
  });
}

/** The context of the caller that the surface's guard let in. */
export function contextOf(request: FastifyRequest): Context {
  if (request.actor === undefined) throw new Problem('unauthenticated');
  return request.makeContext(request.actor);
}
