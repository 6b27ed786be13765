import { randomUUID } from 'node:crypto';
import fastifyMultipart from '@fastify/multipart';
import fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import type { Kysely } from 'kysely';
import type { Surface } from '@leads/contract/endpoint';
import { Problem } from '@leads/contract/problem';
import { createContext } from '#platform/act/context.ts';
import type { Services } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import type { Callers } from './caller.ts';
import { limitBodyTime } from './limit-body-time.ts';
import { refuseForeignOrigin } from './origin-check.ts';
import { replyWithProblem, requireListed } from './reply-with-problem.ts';
import { makeSecurityHeaders } from './security-headers.ts';
import { actorFor, surfaceOf } from './surface.ts';
import { compileValidator } from './validate-input.ts';

/** JSON bodies; uploads have their own limits where they are mounted. */
const bodyBytesMax = 1024 * 1024;

export interface AppParts {
  services: Services;
  db: Kysely<Schema>;
  callers: Callers;
  /** Routes of the features, in any order; each is given the app with its guards in place. */
  routes: ((app: FastifyInstance) => void | Promise<void>)[];
  /** Plugins that must see every route, such as the OpenAPI collectors. */
  before?: (app: FastifyInstance) => Promise<void>;
  /** For tests: a problem code that its endpoint does not list becomes `internal`, so that the list stays true. */
  refusesUnlistedProblems?: boolean;
}

/**
 * The HTTP application without its listener: security headers, one guard per surface, problems as replies. The guard
 * runs for addresses that do not exist too, so that an anonymous caller learns nothing of what does.
 */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const { services, db, callers, routes, before, refusesUnlistedProblems = false } = parts;
  const { config, log } = services;
  const securityHeaders = makeSecurityHeaders(config.PUBLIC_URL);
  const addHeaders = (request: FastifyRequest, reply: FastifyReply) =>
    reply.headers(securityHeaders).header('x-request-id', request.id);
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyBytesMax,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    trustProxy:
      config.TRUST_PROXY === '' ? false : config.TRUST_PROXY.split(',').map((one) => one.trim()),
    routerOptions: { maxParamLength: 600 },
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
    // As long as the largest bulk may take to come in, as we take it no faster than it is saved; others have a minute.
    requestTimeout: 600_000,
    http: { headersTimeout: 60_000 },
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    // No route is found then, and no hook runs: what they would have set has to be set here.
    frameworkErrors: (err, request, reply) =>
      void replyWithProblem(err, request, addHeaders(request, reply)),
  });
  limitBodyTime(app);
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(compileValidator);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((err, request, reply) =>
    replyWithProblem(refusesUnlistedProblems ? requireListed(err, request) : err, request, reply),
  );
  app.setNotFoundHandler((request) => {
    throw notFound(request);
  });
  decorateRequests(app);
  await app.register(fastifyMultipart, {
    limits: { files: 1, fields: 5, fileSize: 11 * 1024 * 1024 },
  });
  app.addHook('onRequest', async (request, reply) => {
    addHeaders(request, reply);
    request.makeContext = (actor) => createContext(services, db, { actor, requestId: request.id });
    await guard(request, { services, callers });
  });
  logRequests(app);
  await before?.(app);
  for (const route of routes) await app.register(async (scope) => route(scope));
  return app;
}

function decorateRequests(app: FastifyInstance): void {
  app.decorateRequest('identity', undefined);
  app.decorateRequest('actor', undefined);
  app.decorateRequest('refusal', undefined);
  app.decorateRequest('makeContext', null as never);
}

/** One line per request, with who asked and never what was sent. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unmatched',
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime * 10) / 10,
        requestId: request.id,
        actorKind: request.actor?.kind,
        actorId: request.actor?.id,
      },
      'request',
    );
  });
}

interface GuardParts {
  services: Services;
  callers: Callers;
}

async function guard(request: FastifyRequest, { services, callers }: GuardParts): Promise<void> {
  const surface = requestedSurface(request);
  if (surface === undefined) return;
  if (!isServed(surface, services.config.SURFACES)) throw notFound(request);
  if (surface === 'partner') {
    request.actor = await callers.identifyPartner(request);
    return;
  }
  request.identity = await callers.identify(request);
  refuseForeignOrigin(request, services.config.PUBLIC_URL);
  if (surface !== 'session') request.actor = actorFor(surface, request.identity, request);
}

/** Sessions are served wherever people are. */
function isServed(surface: Surface, served: readonly Surface[]): boolean {
  return surface === 'session'
    ? served.includes('admin') || served.includes('tenant')
    : served.includes(surface);
}

function requestedSurface(request: FastifyRequest): Surface | undefined {
  const { endpoint, surface } = request.routeOptions.config;
  return endpoint?.surface ?? surface ?? surfaceOf(decodedPath(request));
}

function decodedPath(request: FastifyRequest): string {
  const path = request.url.split('?', 1)[0] ?? '';
  try {
    return decodeURIComponent(path).toLowerCase();
  } catch {
    return path;
  }
}

function notFound(request: FastifyRequest): Problem {
  return new Problem('not_found', { detail: `Nothing answers ${request.method} at this address.` });
}
