import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import * as api from '@leads/contract/session';
import type { BodyOf, ReplyOf } from '@leads/contract/endpoint';
import { Problem } from '@leads/contract/problem';
import { systemActor } from '#platform/act/actor.ts';
import type { Services } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import { createAttemptThrottle } from '#platform/throttle/attempt-throttle.ts';
import { hasCompanySignIn } from './sign-in/company-sign-in.ts';
import { setPassword } from './set-password.ts';
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
  const accountThrottle = createAttemptThrottle({
    db,
    clock,
    purpose: 'sign-in',
    attemptsMax: 10,
    windowSeconds: 900,
    refusal: 'Too many tries to sign in with this e-mail address.',
  });
  signInRoutes(app, { config, library, accountThrottle });

  app.route({
    ...routeOf(api.getSession),
    handler: async (request): Promise<api.Session> => {
      const { identity } = request;
      if (identity?.kind !== 'user')
        throw new Problem('unauthenticated', { detail: 'Nobody is signed in.' });
      const { userId, name, email, staffRole, memberships } = identity;
      return { user: { id: userId, name, email }, staffRole, tenants: memberships };
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

function routeOf<E extends { method: string; url: string; schema: object }>(endpoint: E) {
  const { method, url, schema } = endpoint;
  return { method, url, schema, config: { endpoint } };
}
