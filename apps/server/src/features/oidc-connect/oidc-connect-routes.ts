import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import * as api from '@leads/contract';
import { systemActor } from '#platform/act/actor.ts';
import type { Config } from '#server/config.ts';
import { callbackPath } from '#platform/http/callback-url.ts';
import { mount } from '#platform/http/mount.ts';
import { refreshNow } from './refresh/refresh-now.ts';
import { problemPath, receiveCallback } from './receive-callback.ts';
import { startAuthorization } from './start-authorization.ts';
import { getTrial } from './trial/get-trial.ts';

const IntegrationId = z.uuid();

/** Open ID Connect: its beginning in the portal, and the page that partners send browsers back to. */
export function oidcConnectRoutes(app: FastifyInstance): void {
  mount(app, api.startAuthorization, ({ ctx, params, body }) =>
    startAuthorization(ctx, { ...params, ...body }),
  );
  mount(app, api.refreshConnection, ({ ctx, params }) => refreshNow(ctx, params.id));
  mount(app, api.getSignInTrial, ({ ctx, params }) => getTrial(ctx, params));
  app.route({
    method: 'GET',
    url: callbackPath,
    // A look ahead by HEAD must not use a sign-in up.
    exposeHeadRoute: false,
    config: { surface: 'session' },
    handler: async (request, reply) => {
      const config = configOf(request);
      const elsewhere = findOtherOrigin(request, config);
      if (elsewhere !== undefined) return seeOther(reply, `${elsewhere}${request.url}`);
      return seeOther(reply, `${config.PUBLIC_URL}${await pathAfter(request)}`);
    },
    // A person looks at this, so that even our own faults end on a page.
    errorHandler: (err, request, reply) => {
      request.log.error({ err }, 'the callback of a sign-in failed');
      return seeOther(reply, `${configOf(request).PUBLIC_URL}${problemPath(request, 'internal')}`);
    },
  });
}

async function pathAfter(request: FastifyRequest): Promise<string> {
  const { integrationId } = request.params as { integrationId: string };
  if (!IntegrationId.safeParse(integrationId).success) return problemPath(request, 'state_unknown');
  return receiveCallback(request);
}

function configOf(request: FastifyRequest): Config {
  return request.makeContext(systemActor('sign-in callback')).config;
}

/** The session cookie belongs to PUBLIC_URL, so a callback that arrives at another address goes there first. */
function findOtherOrigin(request: FastifyRequest, config: Config): string | undefined {
  const arrivedAt = new URL(config.CALLBACK_BASE_URL);
  const home = new URL(config.PUBLIC_URL);
  if (arrivedAt.origin === home.origin || request.host !== arrivedAt.host) return undefined;
  return home.origin;
}

function seeOther(reply: FastifyReply, location: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(location, 303);
}
