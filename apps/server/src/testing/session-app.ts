import type { FastifyInstance } from 'fastify';
import { createPartnerIdentifier } from '#features/partner-tokens/index.ts';
import { createIdentifier, sessionRoutes } from '#features/staff/index.ts';
import { createApp } from '#platform/http/create-app.ts';
import type { AppParts } from '#platform/http/create-app.ts';
import type { TestSystem } from './test-system.ts';

/** The application with real callers: users sign in (`sign-in-as.ts`), partners send credentials. */
export async function createSessionApp(
  { services, db }: Pick<TestSystem, 'services' | 'db'>,
  routes: AppParts['routes'] = [],
): Promise<FastifyInstance> {
  const callers = {
    identify: createIdentifier(services, db),
    identifyPartner: createPartnerIdentifier(services, db),
  };
  return createApp({
    services,
    db,
    callers,
    refusesUnlistedProblems: true,
    routes: [(app) => sessionRoutes(app, { services, db }), ...routes],
  });
}
