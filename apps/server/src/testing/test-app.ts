import type { FastifyInstance } from 'fastify';
import { createPartnerIdentifier } from '#features/partner-tokens/index.ts';
import { limitPartnerCalls } from '#features/partner-limits/index.ts';
import { recordRefusals } from '#features/requests/index.ts';
import { createIdentifier } from '#features/staff/index.ts';
import { createApp } from '#platform/http/create-app.ts';
import type { Callers } from '#platform/http/caller.ts';
import { registerOpenapi } from '#platform/http/openapi.ts';
import { createLiveListener } from '#platform/live/live-listener.ts';
import { allRoutes } from '#server/routes.ts';
import { createTestSystem } from './test-system.ts';
import type { TestSystem } from './test-system.ts';

export interface MountedRoute {
  method: string;
  url: string;
}

export interface TestApp {
  system: TestSystem;
  app: FastifyInstance;
  callers: Callers;
  /** Every route that the process serves. */
  routes: readonly MountedRoute[];
  close(): Promise<void>;
}

/** The whole application as a process serves it, on a database of the test's own. */
export async function createTestApp(environment: Record<string, string> = {}): Promise<TestApp> {
  const system = await createTestSystem(environment);
  const { services, db } = system;
  const callers: Callers = {
    identify: createIdentifier(services, db),
    identifyPartner: createPartnerIdentifier(services, db),
  };
  const listener = await createLiveListener({ url: system.database.url, log: services.log });
  const parts = { services, db, callers };
  const routes: MountedRoute[] = [];
  const app = await createApp({
    ...parts,
    refusesUnlistedProblems: true,
    routes: allRoutes(parts, listener),
    before: async (instance) => {
      instance.addHook('onRoute', ({ method, url }) => {
        for (const one of [method].flat()) routes.push({ method: one, url });
      });
      await limitPartnerCalls(instance, {
        config: services.config,
        processes: { current: () => 1 },
      });
      recordRefusals(instance, { services, db });
      await registerOpenapi(instance, services.config.SURFACES);
    },
  });
  await app.ready();
  return {
    system,
    app,
    callers,
    routes,
    async close() {
      await app.close();
      await listener.close();
      await system.close();
    },
  };
}
