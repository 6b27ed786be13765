import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import * as api from '@leads/contract/session';
import type { BodyOf, ParamsOf, ReplyOf } from '@leads/contract/endpoint';
import { Problem } from '@leads/contract/problem';
import { systemActor } from '#platform/act/actor.ts';
import type { Services } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import type { Identity } from '#platform/http/caller.ts';
import { createAttemptThrottle } from '#platform/throttle/attempt-throttle.ts';
import type { AttemptThrottleOptions } from '#platform/throttle/attempt-throttle.ts';
import { hasCompanySignIn } from './sign-in/company-sign-in.ts';
import { getProfile } from './sessions/get-profile.ts';
import { revokeOwnSessions } from './sessions/revoke-sessions.ts';
import { readOneTimeLink, setPassword } from './set-password.ts';
import { createSignInLibrary } from './sign-in/sign-in-library.ts';
import { signInRoutes } from './sign-in/sign-in-routes.ts';

type SignInOptions = ReplyOf<typeof api.getSignInOptions>;

export interface SessionParts {
  services: Services;
  db: Kysely<Schema>;
  /** Shown on the sign-in page while `config.demo`, and never otherwise. */
  demoSignIns?: NonNullable<SignInOptions['demo']>;
}

/** Who is signed in, how one signs in, passwords by one-time link, and the sign-in library's allowed routes. */
export function sessionRoutes(
  app: FastifyInstance,
  { services, db, demoSignIns }: SessionParts,
): void {
  const { config, clock } = services;
  const library = createSignInLibrary(services, db);
  const { accountThrottle, addressThrottle } = createSignInThrottles({ db, clock });
  signInRoutes(app, { config, library, accountThrottle, addressThrottle });

  app.route({
    ...routeOf(api.getSession),
    handler: async (request): Promise<api.Session> => {
      const { userId, name, email, staffRole, memberships } = requireUser(request);
      return { user: { id: userId, name, email }, staffRole, tenants: memberships };
    },
  });

  ownSessionRoutes(app);

  app.route({
    ...routeOf(api.readOneTimeLink),
    handler: async (request): Promise<ReplyOf<typeof api.readOneTimeLink>> => {
      const body = request.body as BodyOf<typeof api.readOneTimeLink>;
      return readOneTimeLink(request.makeContext(systemActor('One-time link')), body);
    },
  });

  app.route({
    ...routeOf(api.setPassword),
    handler: async (request): Promise<ReplyOf<typeof api.setPassword>> => {
      const body = request.body as BodyOf<typeof api.setPassword>;
      const email = await setPassword(request.makeContext(systemActor('One-time link')), body);
      await accountThrottle.forget(email);
      return { done: true };
    },
  });

  app.route({
    ...routeOf(api.getSignInOptions),
    handler: async (): Promise<SignInOptions> => ({
      sso: hasCompanySignIn(config) ? { label: config.SSO_LABEL } : null,
      demo: config.demo ? (demoSignIns ?? null) : null,
    }),
  });
}

/** What a signed-in user sees and ends of their own. */
function ownSessionRoutes(app: FastifyInstance): void {
  const contextOf = (request: FastifyRequest) => request.makeContext(systemActor('Sign-in'));

  app.route({
    ...routeOf(api.getProfile),
    handler: async (request): Promise<ReplyOf<typeof api.getProfile>> =>
      getProfile(contextOf(request), requireUser(request)),
  });

  app.route({
    ...routeOf(api.revokeOwnSession),
    handler: async (request): Promise<ReplyOf<typeof api.revokeOwnSession>> => {
      const { userId } = requireUser(request);
      const { id } = request.params as ParamsOf<typeof api.revokeOwnSession>;
      await revokeOwnSessions(contextOf(request), { userId, sessionId: id });
      return { done: true };
    },
  });

  app.route({
    ...routeOf(api.revokeOwnSessions),
    handler: async (request): Promise<ReplyOf<typeof api.revokeOwnSessions>> => {
      const { userId } = requireUser(request);
      await revokeOwnSessions(contextOf(request), { userId });
      return { done: true };
    },
  });
}

/** @throws Problem `unauthenticated` for nobody and for API keys */
function requireUser({ identity }: FastifyRequest): Extract<Identity, { kind: 'user' }> {
  if (identity?.kind === 'user') return identity;
  throw new Problem('unauthenticated', { detail: 'Nobody is signed in.' });
}

function routeOf<E extends { method: string; url: string; schema: object }>(endpoint: E) {
  const { method, url, schema } = endpoint;
  return { method, url, schema, config: { endpoint } };
}

function createSignInThrottles(parts: Pick<AttemptThrottleOptions, 'db' | 'clock'>) {
  return {
    accountThrottle: createAttemptThrottle({
      ...parts,
      purpose: 'sign-in',
      attemptsMax: 10,
      windowSeconds: 900,
      refusal: 'Too many tries to sign in with this e-mail address.',
    }),
    addressThrottle: createAttemptThrottle({
      ...parts,
      purpose: 'sign-in-address',
      attemptsMax: 30,
      windowSeconds: 60,
      refusal: 'Too many tries to sign in from your address.',
    }),
  };
}
